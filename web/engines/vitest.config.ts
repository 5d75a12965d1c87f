// The smoke journey in three engines, against the whole stack.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["engines/**/*.engine.ts"],
    globalSetup: ["e2e/build.ts"],
    // 3D is rendered in software here: the limit is for tests that hang, not for slow ones.
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000, interval: 40 } },
  },
});
