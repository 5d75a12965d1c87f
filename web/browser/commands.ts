// What tests have done to the browser from outside of its pages.

import type { BrowserCommand } from "vitest/node";

/** From now on the server answers 404 for these paths. */
export const removeFiles: BrowserCommand<[...paths: string[]]> = async ({ context }, ...paths) => {
  await context.route(
    (url) => paths.includes(url.pathname),
    (route) => route.fulfill({ status: 404 }),
  );
};

export const restoreFiles: BrowserCommand<[]> = async ({ context }) => {
  await context.unrouteAll();
};

declare module "vitest/browser" {
  interface BrowserCommands {
    removeFiles(...paths: string[]): Promise<void>;
    restoreFiles(): Promise<void>;
  }
}
