// Distances to the walls.

import type { Plan, PlanPlace, Point, Size } from "../model/index.ts";
import { bounds, corners, edges, type Segment, wallPolygon } from "./index.ts";

export type Walls = Pick<Plan, "outline" | "walls">;

/** Returns the distances from a piece's bounds to the walls at its left and above; negative inside a wall. */
export function distanceToWalls(place: PlanPlace, size: Size, plan: Walls): { left: number; top: number } {
  const { x, y, width, height } = bounds(corners(place, size));
  const middle: Point = [x + width / 2, y + height / 2];
  const room = bounds(plan.outline);
  const walls = wallSegments(plan);
  const left = castRay(middle, [-1, 0], walls) ?? middle[0] - room.x;
  const top = castRay(middle, [0, -1], walls) ?? middle[1] - room.y;
  return { left: Math.round(left - width / 2), top: Math.round(top - height / 2) };
}

/** Returns the faces of all walls that face the room. */
export function wallSegments({ outline, walls }: Walls): Segment[] {
  return [...edges(outline), ...walls.flatMap((w) => edges(wallPolygon([w.from, w.to], w.thickness)))];
}

/**
 * Returns the distance at which a ray along a unit vector
 * first meets a segment; undefined when it never does.
 */
export function castRay([x, y]: Point, [dx, dy]: Point, segments: readonly Segment[]): number | undefined {
  let first: number | undefined;
  for (const [a, b] of segments) {
    const ex = b[0] - a[0];
    const ey = b[1] - a[1];
    const across = dx * ey - dy * ex;
    if (Math.abs(across) < 1e-9) continue;
    const far = ((a[0] - x) * ey - (a[1] - y) * ex) / across;
    const part = ((a[0] - x) * dy - (a[1] - y) * dx) / across;
    // A piece that is flush with its wall meets it at 0, give or take rounding.
    if (far < -1 || part < 0 || part > 1) continue;
    if (first === undefined || far < first) first = far;
  }
  return first;
}
