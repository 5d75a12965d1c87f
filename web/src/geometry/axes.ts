// Points and polygons in the axes of a place, instead of the plan's.

import type { PlanPlace, Point } from "../model/index.ts";
import { edges, rotatePoint } from "./index.ts";

/** Returns a point of the plan in the axes of a place: x to its right, y to its front. */
export function pointWithin({ x, y, rotation }: PlanPlace, [px, py]: Point): Point {
  return rotatePoint([px - x, py - y], -rotation);
}

/** Returns a point in the axes of a place as a point of the plan. */
export function pointOnPlan({ x, y, rotation }: PlanPlace, point: Point): Point {
  const [dx, dy] = rotatePoint(point, rotation);
  return [x + dx, y + dy];
}

/**
 * Returns the part of a convex polygon where one coordinate (0 for x, 1 for y) is at most `most`;
 * with a `sign` of -1, where it is at least -`most`.
 */
export function clip(polygon: readonly Point[], axis: 0 | 1, most: number, sign: 1 | -1 = 1): Point[] {
  const kept: Point[] = [];
  for (const [a, b] of edges(polygon)) {
    const da = most - sign * a[axis];
    const db = most - sign * b[axis];
    if (da >= 0) kept.push(a);
    if (da >= 0 !== db >= 0) {
      const part = da / (da - db);
      kept.push([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]);
    }
  }
  return kept;
}
