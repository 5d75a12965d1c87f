import fc from "fast-check";
import { expect, test } from "vitest";
import {
  area,
  bounds,
  corners,
  nearestOn,
  pointInPolygon,
  segmentDistance,
  segmentsIntersect,
  wallPolygon,
} from "../../src/geometry/index.ts";
import { centroid, distance, overlaps, selfCrossing } from "../../src/geometry/polygons.ts";
import type { PlanPlace, Point } from "../../src/model/index.ts";

const coordinate = fc.integer({ min: -3000, max: 3000 });
const place: fc.Arbitrary<PlanPlace> = fc.record({
  x: coordinate,
  y: coordinate,
  rotation: fc.integer({ min: 0, max: 359 }),
});
const size = fc.record({
  width: fc.integer({ min: 100, max: 3000 }),
  depth: fc.integer({ min: 100, max: 3000 }),
});

/** Returns a grid of points all over a piece. */
function raster(at: PlanPlace, { width, depth }: { width: number; depth: number }): Point[] {
  const points: Point[] = [];
  const n = 24;
  const [a, b, , d] = corners(at, { width, depth });
  if (!a || !b || !d) return points;
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= n; j++) {
      const u = i / n;
      const v = j / n;
      points.push([
        a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v,
        a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v,
      ]);
    }
  }
  return points;
}

/** Reports whether a point is at least `margin` inside a rectangle, computed in the piece's own axes. */
function within(p: Point, at: PlanPlace, s: { width: number; depth: number }, margin: number): boolean {
  const radians = (-at.rotation * Math.PI) / 180;
  const dx = p[0] - at.x;
  const dy = p[1] - at.y;
  const x = dx * Math.cos(radians) - dy * Math.sin(radians);
  const y = dx * Math.sin(radians) + dy * Math.cos(radians);
  return Math.abs(x) <= s.width / 2 - margin && Math.abs(y) <= s.depth / 2 - margin;
}

test("pieces overlap when a point of one is well within the other, and never when they are apart", () => {
  fc.assert(
    fc.property(place, size, place, size, (p1, s1, p2, s2) => {
      const a = corners(p1, s1);
      const b = corners(p2, s2);
      const shared = raster(p1, s1).some((p) => within(p, p2, s2, 3) && within(p, p1, s1, 3));
      if (shared) expect(overlaps(a, b)).toBe(true);
      if (overlaps(a, b)) expect(distance(a, b)).toBe(0);
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
  );
});

test("pieces side by side touch, and don't overlap", () => {
  const sofa = { width: 2180, depth: 930 };
  const a = corners({ x: 0, y: 0, rotation: 90 }, sofa);
  expect(overlaps(a, corners({ x: 930, y: 0, rotation: 270 }, sofa))).toBe(false);
  expect(overlaps(a, corners({ x: 925, y: 0, rotation: 270 }, sofa))).toBe(true);
});

test("the distance of two pieces is that of their nearest points", () => {
  fc.assert(
    fc.property(place, size, place, size, (p1, s1, p2, s2) => {
      const a = corners(p1, s1);
      const b = corners(p2, s2);
      const sampled = Math.min(...raster(p1, s1).map((p) => distance([p, p, p], b)));
      expect(distance(a, b)).toBeLessThanOrEqual(sampled + 1e-6);
      const cell = Math.hypot(s1.width, s1.depth) / 24;
      expect(sampled).toBeLessThanOrEqual(distance(a, b) + cell);
    }),
    { numRuns: 40 },
  );
});

test("corners keep the size, whatever the rotation", () => {
  fc.assert(
    fc.property(place, size, (p, s) => {
      const points = corners(p, s);
      expect(Math.abs(area(points))).toBeCloseTo(s.width * s.depth, 0);
      const [x, y] = centroid(points);
      expect(Math.hypot(x - p.x, y - p.y)).toBeLessThan(0.01);
    }),
  );
});

test("what is inside an L is inside one of its two boxes", () => {
  const shape: Point[] = [
    [0, 0],
    [5000, 0],
    [5000, 2000],
    [2000, 2000],
    [2000, 4000],
    [0, 4000],
  ];
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 5500 }), fc.integer({ min: -500, max: 4500 }), (x, y) => {
      const edge = [0, 2000, 4000, 5000];
      fc.pre(!edge.includes(x) && !edge.includes(y));
      const wide = x > 0 && x < 5000 && y > 0 && y < 2000;
      const tall = x > 0 && x < 2000 && y > 0 && y < 4000;
      expect(pointInPolygon(shape, [x, y])).toBe(wide || tall);
    }),
  );
  expect(selfCrossing(shape)).toBe(false);
  expect(bounds(shape)).toEqual({ x: 0, y: 0, width: 5000, height: 4000 });
});

test.each<[string, Point[], boolean]>([
  [
    "a bow tie",
    [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10],
    ],
    true,
  ],
  [
    "a square",
    [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ],
    false,
  ],
  [
    "a spike that runs back on itself",
    [
      [0, 0],
      [10, 0],
      [20, 0],
      [10, 0],
      [10, 10],
    ],
    true,
  ],
  [
    "a corner on a straight wall",
    [
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ],
    false,
  ],
])("%s crosses itself: %s", (_name, outline, expected) => {
  expect(selfCrossing(outline)).toBe(expected);
});

test("no point of a segment is nearer than the nearest", () => {
  const point = fc.tuple(coordinate, coordinate) as fc.Arbitrary<Point>;
  fc.assert(
    fc.property(point, point, point, fc.float({ min: 0, max: 1, noNaN: true }), (a, b, p, part) => {
      const some: Point = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
      expect(segmentDistance(p, [a, b])).toBeLessThanOrEqual(
        Math.hypot(p[0] - some[0], p[1] - some[1]) + 1e-6,
      );
      expect(segmentDistance(nearestOn([a, b], p), [a, b])).toBeLessThan(1e-6);
    }),
  );
});

test("crossing segments and walls", () => {
  expect(
    segmentsIntersect(
      [
        [0, 0],
        [10, 10],
      ],
      [
        [0, 10],
        [10, 0],
      ],
    ),
  ).toBe(true);
  expect(
    segmentsIntersect(
      [
        [0, 0],
        [10, 0],
      ],
      [
        [0, 1],
        [10, 1],
      ],
    ),
  ).toBe(false);
  expect(
    segmentsIntersect(
      [
        [0, 0],
        [10, 0],
      ],
      [
        [5, 0],
        [5, 9],
      ],
    ),
  ).toBe(true);
  expect(
    Math.abs(
      area(
        wallPolygon(
          [
            [0, 0],
            [1000, 0],
          ],
          120,
        ),
      ),
    ),
  ).toBe(120_000);
});
