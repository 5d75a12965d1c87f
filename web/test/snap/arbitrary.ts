// Rooms and items for property tests, and slow reference implementations.

import fc from "fast-check";
import { pointInPolygon } from "../../src/geometry/index.ts";
import type { Place, Point } from "../../src/model/index.ts";

export interface Size {
  width: number;
  depth: number;
}

export const rectangle: Point[] = [
  [0, 0],
  [5000, 0],
  [5000, 4000],
  [0, 4000],
];

/** Outlines of various shapes, clockwise and counter-clockwise. */
export const outlines: Record<string, Point[]> = {
  rectangle,
  "rectangle, counter-clockwise": [...rectangle].reverse(),
  L: [
    [0, 0],
    [6000, 0],
    [6000, 2500],
    [2800, 2500],
    [2800, 5000],
    [0, 5000],
  ],
  U: [
    [0, 0],
    [2200, 0],
    [2200, 2500],
    [4200, 2500],
    [4200, 0],
    [6400, 0],
    [6400, 4500],
    [0, 4500],
  ],
  "with a slanted wall": [
    [0, 0],
    [3500, 0],
    [5200, 1900],
    [5200, 4300],
    [0, 4300],
  ],
  "with a bay": [
    [0, 0],
    [4800, 0],
    [4800, 1300],
    [5700, 2000],
    [4800, 2700],
    [4800, 4200],
    [0, 4200],
  ],
};

export const outline = fc.constantFrom(...Object.keys(outlines)).map((name) => outlines[name] ?? rectangle);

export const place: fc.Arbitrary<Place> = fc.record({
  x: fc.integer({ min: -2500, max: 8500 }),
  y: fc.integer({ min: -2500, max: 7000 }),
  z: fc.constant(0),
  rotation: fc.oneof(fc.constantFrom(0, 90, 180, 270), fc.integer({ min: 0, max: 359 })),
});

export const size: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 300, max: 1600 }),
  depth: fc.integer({ min: 300, max: 1000 }),
});

/** Returns the point of the plan at `u`, `v` of an item's own axes, from -1 to 1 on each. */
function pointOf({ x, y, rotation }: Place, { width, depth }: Size, u: number, v: number): Point {
  const radians = (rotation * Math.PI) / 180;
  const dx = (u * width) / 2;
  const dy = (v * depth) / 2;
  return [
    x + dx * Math.cos(radians) - dy * Math.sin(radians),
    y + dx * Math.sin(radians) + dy * Math.cos(radians),
  ];
}

/** Returns a grid of points that covers an item up to `margin` millimetres inside its edges. */
export function raster(at: Place, { width, depth }: Size, margin: number, n = 16): Point[] {
  const inner = { width: width - 2 * margin, depth: depth - 2 * margin };
  const points: Point[] = [];
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= n; j++) points.push(pointOf(at, inner, (2 * i) / n - 1, (2 * j) / n - 1));
  }
  return points;
}

/** Reports whether every sampled point of an item is in the room. */
export function sampledInside(at: Place, of: Size, outline: readonly Point[], margin: number): boolean {
  return raster(at, of, margin).every((p) => pointInPolygon(outline, p));
}
