// Evaluates the recommendations, and prints it; asserts nothing. Needs no browser and no stack.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["bench/recommend.measure.ts"], testTimeout: 600_000 },
});
