// The modules of the planner that a page loads on demand, and that a person's next step depends on.

import type { Page, Request } from "playwright-core";

/** The panels, what moves the view out from under them, and the edits. */
const names = /\/assets\/(pages|room-beside|edits)-[^/]+\.js$/;

export class PageModules {
  /** Requests whose module may not have been evaluated yet. */
  #requests: Request[] = [];

  constructor(private readonly page: Page) {
    page.on("request", (request) => {
      if (names.test(request.url())) this.#requests.push(request);
    });
  }

  /** Whether the page has requested one since the last call of `loaded`. */
  get loading(): boolean {
    return this.#requests.length > 0;
  }

  /** Waits until all that the page has requested are evaluated, with all that they import, or have failed. */
  async loaded(): Promise<void> {
    while (this.loading) {
      const urls = await Promise.all(this.#requests.splice(0).map(arrivedFrom));
      // As a string, since Vitest rewrites import() in functions.
      const imports = `${JSON.stringify(urls.flat())}.map((url) => import(url))`;
      await this.page.evaluate(`Promise.allSettled(${imports}).then(() => undefined)`);
    }
  }
}

/** Returns the URL of a request once its response is complete; none if it has failed. */
async function arrivedFrom(request: Request): Promise<string[]> {
  const response = await request.response();
  await response?.finished();
  return response?.ok() ? [request.url()] : [];
}
