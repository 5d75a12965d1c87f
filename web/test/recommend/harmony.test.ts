import fc from "fast-check";
import { expect, test } from "vitest";
import { harmony } from "../../src/recommend/harmony.ts";

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("is symmetric, from 0 to 1, and 1 for the same colour", () => {
  fc.assert(
    fc.property(colour, colour, (a, b) => {
      expect(harmony(a, b)).toBe(harmony(b, a));
      expect(harmony(a, b)).toBeGreaterThanOrEqual(0);
      expect(harmony(a, b)).toBeLessThanOrEqual(1);
      expect(harmony(a, a)).toBe(1);
    }),
  );
});

test.each([
  ["the same oak, against another wood", "#d2b08a", "#d2b08a", "#5f4937"],
  ["red with dark red, against red with green", "#c0202a", "#8a1f2b", "#2e8b4a"],
  ["blue with orange, its complement, against blue with green", "#2f5fb3", "#e07b39", "#00c040"],
  ["red with white, against red with green", "#c0202a", "#f4f1ea", "#2e8b4a"],
])("%s", (_, base, better, worse) => {
  expect(harmony(base, better)).toBeGreaterThan(harmony(base, worse));
});
