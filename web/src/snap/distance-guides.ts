// Measures the distances from a dragged group to the walls, on all four sides.

import { type Box, bounds, corners, edges } from "../geometry/index.ts";
import { castRay, type Walls, wallSegments } from "../geometry/wall-distance.ts";
import type { Point } from "../model/index.ts";
import type { Moving, Ruler } from "./types.ts";

/** A shorter distance counts as flush and gets no ruler, millimetres. */
const leastMm = 10;

/** Returns a ruler for each side that has a wall opposite. A single item is measured along its own axes. */
export function rulersOf(moving: readonly Moving[], plan: Walls): Ruler[] {
  const [first] = moving;
  if (!first) return [];
  const around = moving.length === 1 ? corners(first.place, first.size) : boxCorners(moving);
  const walls = wallSegments(plan);
  return edges(around).flatMap(([a, b], i) => {
    const opposite = around[(i + 2) % 4];
    if (!opposite) return [];
    const from: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const length = Math.hypot(b[0] - opposite[0], b[1] - opposite[1]) || 1;
    const away: Point = [(b[0] - opposite[0]) / length, (b[1] - opposite[1]) / length];
    const free = castRay(from, away, walls);
    if (free === undefined || free < leastMm) return [];
    const to: Point = [from[0] + away[0] * free, from[1] + away[1] * free];
    return [{ from: rounded(from), to: rounded(to), length: Math.round(free) }];
  });
}

function boxCorners(moving: readonly Moving[]): Point[] {
  const { x, y, width, height }: Box = bounds(moving.flatMap((m) => corners(m.place, m.size)));
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}
