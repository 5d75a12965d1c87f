// Measures what the planner costs the browser, and prints it; asserts nothing. Runs one at a time.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["bench/**/*.bench.ts"],
    globalSetup: ["e2e/build.ts"],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000, interval: 40 } },
  },
});
