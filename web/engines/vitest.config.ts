// The smoke journey in three engines, against the whole stack.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["engines/**/*.engine.ts"],
    globalSetup: ["e2e/build.ts"],
    // 3D is drawn by software here: a limit for what hangs, not for what is slow.
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000, interval: 40 } },
  },
});
