// The free way from a dragged group to the walls, measured on all four sides.

import { type Box, bounds, corners, edges, type Segment, wallPolygon } from "../geometry/index.ts";
import type { Plan, Point } from "../model/index.ts";
import type { Moving, Ruler } from "./types.ts";

/** Shorter than this is flush. */
const leastMm = 10;

/** A ruler for each side from which a wall can be seen. A single piece is measured along its own axes. */
export function rulersOf(moving: readonly Moving[], plan: Pick<Plan, "outline" | "walls">): Ruler[] {
  const [first] = moving;
  if (!first) return [];
  const around = moving.length === 1 ? corners(first.place, first.size) : boxCorners(moving);
  const walls = [
    ...edges(plan.outline),
    ...plan.walls.flatMap((w) => edges(wallPolygon([w.from, w.to], w.thickness))),
  ];
  return edges(around).flatMap(([a, b], i) => {
    const opposite = around[(i + 2) % 4];
    if (!opposite) return [];
    const from: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const length = Math.hypot(b[0] - opposite[0], b[1] - opposite[1]) || 1;
    const away: Point = [(b[0] - opposite[0]) / length, (b[1] - opposite[1]) / length];
    const free = firstHit(from, away, walls);
    if (free === undefined || free < leastMm) return [];
    const to: Point = [from[0] + away[0] * free, from[1] + away[1] * free];
    return [{ from: rounded(from), to: rounded(to), length: Math.round(free) }];
  });
}

/** How far a ray goes until it meets a wall; undefined when it never does. */
function firstHit([x, y]: Point, [dx, dy]: Point, walls: readonly Segment[]): number | undefined {
  let first: number | undefined;
  for (const [a, b] of walls) {
    const ex = b[0] - a[0];
    const ey = b[1] - a[1];
    const across = dx * ey - dy * ex;
    if (Math.abs(across) < 1e-9) continue;
    const far = ((a[0] - x) * ey - (a[1] - y) * ex) / across;
    const part = ((a[0] - x) * dy - (a[1] - y) * dx) / across;
    // A piece that is flush sees its own wall at 0, give or take rounding.
    if (far < -1 || part < 0 || part > 1) continue;
    if (first === undefined || far < first) first = far;
  }
  return first;
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
