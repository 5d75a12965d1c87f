// Commands by which a test in the page controls the browser from outside.

import type { BrowserCommand } from "vitest/node";

/** Answers requests for these paths with 404 from now on. */
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
