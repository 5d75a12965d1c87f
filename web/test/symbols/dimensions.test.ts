import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edges, pointInPolygon, segmentsIntersect } from "../../src/geometry/index.ts";
import type { Point } from "../../src/model/index.ts";
import { type Dimension, dimensionsOf, readable } from "../../src/symbols/dimensions.ts";
import { lShape, rectangle } from "../plan2d/rooms.ts";

/** A room with a niche in the upper wall, 40 cm deep, after 160 cm of wall. */
const niche: Point[] = [
  [0, 0],
  [1600, 0],
  [1600, -400],
  [2800, -400],
  [2800, 0],
  [4000, 0],
  [4000, 3000],
  [0, 3000],
];

/** Returns an outline with a notch in the upper wall, `wide` by `deep` millimetres. */
const notch = (wide: number, deep: number): Point[] => [
  [0, 0],
  [1500, 0],
  [1500, deep],
  [1500 + wide, deep],
  [1500 + wide, 0],
  [5000, 0],
  [5000, 4000],
  [0, 4000],
];

const rooms: [string, readonly Point[]][] = [
  ["a rectangle", rectangle.outline],
  ["the other way round", [...rectangle.outline].reverse()],
  ["an L", lShape.outline],
  ["a niche", niche],
  ["a narrow notch", notch(600, 1000)],
  ["a wide notch", notch(1600, 1000)],
];

/** Returns a line without its ends, where lines may meet. */
function shorter({ from, to }: Dimension): [Point, Point] {
  const part = 0.01;
  const at = (p: number): Point => [from[0] + (to[0] - from[0]) * p, from[1] + (to[1] - from[1]) * p];
  return [at(part), at(1 - part)];
}

describe("dimension lines", () => {
  test.each(rooms)("of %s: one for each wall, outside of the room and as long as its wall", (_, outline) => {
    const measures = dimensionsOf(outline);
    expect(measures.map(({ edge }) => edge)).toEqual([...outline.keys()]);
    for (const measure of measures) {
      const { edge, from, middle, to, length } = measure;
      const [a, b] = edges(outline)[edge] ?? [];
      expect([to[0] - from[0], to[1] - from[1]]).toEqual([
        (b?.[0] ?? 0) - (a?.[0] ?? 0),
        (b?.[1] ?? 0) - (a?.[1] ?? 0),
      ]);
      expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBe(length);
      for (const p of [middle, ...shorter(measure)]) expect(pointInPolygon(outline, p)).toBe(false);
    }
  });

  test.each(rooms)("of %s don't cross each other, nor a wall", (_, outline) => {
    const lines = dimensionsOf(outline).map(shorter);
    for (const [i, line] of lines.entries()) {
      expect(lines.filter((other, j) => j > i && segmentsIntersect(line, other))).toEqual([]);
      expect(edges(outline).filter((wall) => segmentsIntersect(line, wall))).toEqual([]);
    }
  });

  test("that were moved away from their wall are led back to it", () => {
    const moved = dimensionsOf(niche).filter(({ leads }) => leads.length > 0);
    expect(moved.map(({ edge }) => edge)).toEqual([0, 4]);
    expect(moved[0]?.leads).toEqual([
      [
        [0, 0],
        [0, -730],
      ],
      [
        [1600, 0],
        [1600, -730],
      ],
    ]);
  });

  test("stand where there is no room for them as well, each still as long as its wall", () => {
    const slit = notch(100, 1000);
    for (const { from, to, length } of dimensionsOf(slit)) {
      expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(length, 6);
    }
  });

  test("are read from left to right, or from below", () => {
    expect([readable([1, 0]), readable([-1, 0]), readable([0, 1]), readable([0, -1])]).toEqual([
      0, 0, -90, -90,
    ]);
  });

  test("are never upside down, and none is of a wall without length", () => {
    const point = fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (outline) => {
        for (const m of dimensionsOf([...outline, outline[0] ?? [0, 0]])) {
          expect(m.length).toBeGreaterThan(0);
          expect(m.degrees).toBeGreaterThan(-91.001);
          expect(m.degrees).toBeLessThanOrEqual(89);
        }
      }),
    );
  });

  test("a room without walls has none", () => {
    expect(dimensionsOf([])).toEqual([]);
  });
});
