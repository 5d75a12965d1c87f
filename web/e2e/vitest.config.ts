// Browsers against the whole stack. The files are named *.e2e.ts so that `npm test` leaves them alone.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/build.ts"],
    // Each worker has a stack and a browser for all of its files. Much of it is waiting, so two at once are no strain.
    isolate: false,
    maxWorkers: 2,
    // Pictures are drawn by software, and the machine may be small: a limit for what hangs, not for what is slow.
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 10_000, interval: 40 } },
  },
});
