// Measures placement and arrangement, and prints it; asserts nothing. Needs no browser and no stack.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["bench/arrange.measure.ts"], testTimeout: 300_000 },
});
