// How high the ceiling is above a piece, and where a piece hangs from it.

import { corners, rotatePoint } from "../geometry/index.ts";
import type { Plan, PlanPlace, Point, Size } from "../model/index.ts";

/** The parts of a plan that say how high its ceiling is. */
export type Ceiling = Pick<Plan, "ceiling" | "slopes">;

/** Height of a ceiling that was not measured, millimetres. */
export const usualCeilingMm = 2500;

/** Returns the height of the ceiling above a point, millimetres. */
export function ceilingAt([x, y]: Point, { ceiling = usualCeilingMm, slopes = [] }: Ceiling): number {
  const heights = slopes.map((slope) => {
    const [along, away] = rotatePoint([x - slope.x, y - slope.y], -slope.rotation);
    if (Math.abs(along) > slope.width / 2 || away < 0 || away > slope.depth) return ceiling;
    return slope.low + ((ceiling - slope.low) * away) / slope.depth;
  });
  return Math.min(ceiling, ...heights);
}

/** Returns the `z` at which a piece hangs from the ceiling: below it at each of its corners, and at its centre. */
export function hangingHeight(place: PlanPlace, size: Size, plan: Ceiling): number {
  const points: Point[] = [[place.x, place.y], ...corners(place, size)];
  const lowest = Math.min(...points.map((point) => ceilingAt(point, plan)));
  return Math.max(0, Math.floor(lowest - size.height));
}
