// Evaluates the recommendations, prints it, and fails if one of them does not fit. Needs no browser and no stack.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["bench/recommend.measure.ts"], testTimeout: 600_000 },
});
