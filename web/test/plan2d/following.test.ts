import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point } from "../../src/model/index.ts";
import { towards } from "../../src/plan2d/following.ts";

const area = { width: 800, height: 600 };
const pixel: fc.Arbitrary<Point> = fc.tuple(
  fc.double({ min: -5_000, max: 5_000, noNaN: true }),
  fc.double({ min: -5_000, max: 5_000, noNaN: true }),
);

/** Returns a spot's position in the view, after the view followed it for the given frames (ms each). */
function after(spot: Point, frames: number[]): Point {
  return frames.reduce<Point>(([x, y], ms) => {
    const [dx, dy] = towards([x, y], area, ms) ?? [0, 0];
    return [x + dx, y + dy];
  }, spot);
}

test("moves only as far as brings a spot into sight", () => {
  expect(towards([400, 300], area, 16)).toBeUndefined();
  fc.assert(
    fc.property(pixel, (spot) => {
      const [x, y] = after(spot, [Infinity]);
      expect(x).toBeGreaterThan(89);
      expect(x).toBeLessThan(711);
      expect(y).toBeGreaterThan(89);
      expect(y).toBeLessThan(511);
    }),
  );
});

test("the view goes as far in a time, in however many frames", () => {
  const slow = after([2_000, 300], [100 / 6, 100 / 6, 100 / 6]);
  const fast = after(
    [2_000, 300],
    Array.from({ length: 6 }, () => 50 / 6),
  );
  expect(fast[0]).toBeCloseTo(slow[0], 6);
});
