// Browser tests against the whole stack. The files are named *.e2e.ts so that `npm test` ignores them.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    globalSetup: ["e2e/build.ts"],
    // Each worker has a stack and a browser for all its files. Two are no strain, as they mostly wait.
    isolate: false,
    maxWorkers: 2,
    // Rendering is in software, and the machine may be slow: the limit is for tests that hang.
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 10_000, interval: 40 } },
  },
});
