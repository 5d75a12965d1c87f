import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceToWalls } from "../../src/geometry/wall-distance.ts";
import type { Point, Wall } from "../../src/model/index.ts";
import { rulersOf } from "../../src/snap/distance-guides.ts";

const size = { width: 2000, depth: 900, height: 800 };
/** 5 by 4 m, with a niche of 1 m at its left, in the upper half. */
const outline: Point[] = [
  [0, 0],
  [6000, 0],
  [6000, 4000],
  [1000, 4000],
  [1000, 2000],
  [0, 2000],
];
const walls: Wall[] = [{ id: "w", from: [3000, 0], to: [3000, 800], thickness: 100 }];
const plan = { outline, walls };

test("beside a niche, a piece is measured from the wall that it stands at", () => {
  expect(distanceToWalls({ x: 2350, y: 3000, rotation: 0 }, size, plan)).toEqual({ left: 350, top: 2550 });
  expect(distanceToWalls({ x: 1200, y: 1000, rotation: 0 }, size, plan)).toEqual({ left: 200, top: 550 });
  expect(distanceToWalls({ x: 1200, y: 1100, rotation: 90 }, size, plan)).toEqual({ left: 750, top: 100 });
});

test("an inner wall is a wall", () => {
  expect(distanceToWalls({ x: 4250, y: 500, rotation: 0 }, size, plan)).toEqual({ left: 200, top: 50 });
});

test("the distance of a piece that stands in a wall is negative", () => {
  expect(distanceToWalls({ x: 1900, y: 3000, rotation: 0 }, size, plan)).toEqual({ left: -100, top: 2550 });
});

test("a piece outside the room is measured from the room's bounds", () => {
  const outside = { x: -3000, y: -2000, rotation: 0 };
  expect(distanceToWalls(outside, size, plan)).toEqual({ left: -4000, top: -2450 });
});

test("wherever a drag shows a length to the left or above, it is the same", () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 6000 }),
    y: fc.integer({ min: 0, max: 4000 }),
    z: fc.constant(0),
    rotation: fc.constantFrom(0, 90, 180, 270),
  });
  fc.assert(
    fc.property(place, (at) => {
      const { left, top } = distanceToWalls(at, size, plan);
      if (left <= 0 || top <= 0) return;
      for (const { from, to, length } of rulersOf([{ place: at, size }], plan)) {
        if (to[1] === from[1] && to[0] < from[0]) expect(left).toBe(length);
        if (to[0] === from[0] && to[1] < from[1]) expect(top).toBe(length);
      }
    }),
  );
});
