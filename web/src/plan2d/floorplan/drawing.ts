// Computes where a drawn or dragged corner goes, with snapping to angles, the grid and other corners.

import { direction } from "../../geometry/index.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import { whole } from "./elements.ts";

export interface SnapOptions {
  /** True when corners snap to angles, the grid and other corners; false with Alt or with snapping off. */
  on: boolean;
  /** Largest distance at which another corner attracts, millimetres. */
  reach: number;
}

const stepDegrees = 15;
const gridMm = 10;

/**
 * Returns the corner after `last` for a pointer at `at`: in a direction of a multiple of 15 degrees, level
 * with one of the `others` where one is near, else at a distance of whole centimetres.
 */
export function nextCorner(
  last: Point | undefined,
  others: readonly Point[],
  at: Point,
  how: SnapOptions,
): Point {
  if (!how.on) return whole(at);
  if (!last) return onGrid(at);
  const degrees = (Math.atan2(at[1] - last[1], at[0] - last[0]) * 180) / Math.PI;
  const ray = direction(Math.round(degrees / stepDegrees) * stepDegrees);
  const far = (at[0] - last[0]) * ray[0] + (at[1] - last[1]) * ray[1];
  const level = nearestLevel(last, ray, far, others, how.reach);
  return whole(step(last, ray, level ?? Math.round(far / gridMm) * gridMm));
}

/** Returns the corner at a typed distance (millimetres) and direction; 0 degrees is to the right, 90 down. */
export function typedCorner(last: Point, length: number, degrees: number): Point {
  return whole(step(last, direction(degrees), length));
}

/** Reports whether `at` is within `reach` millimetres of the first corner, and so closes the outline. */
export function closes(corners: readonly Point[], at: Point, reach: number): boolean {
  const first = corners[0];
  return first !== undefined && corners.length >= 3 && lengthOf([first, at]) <= reach;
}

/** Returns a dragged corner's position: on each axis level with a near corner, else on whole centimetres. */
export function alignToCorners(others: readonly Point[], at: Point, how: SnapOptions): Point {
  if (!how.on) return whole(at);
  const pull = (axis: 0 | 1) => {
    const near = others.map((p) => p[axis]).filter((v) => Math.abs(v - at[axis]) <= how.reach);
    near.sort((a, b) => Math.abs(a - at[axis]) - Math.abs(b - at[axis]));
    return near[0] ?? Math.round(at[axis] / gridMm) * gridMm;
  };
  return whole([pull(0), pull(1)]);
}

/** Returns the distance on the ray nearest to `far` at which another corner has the same x or y, if any. */
function nearestLevel(
  last: Point,
  ray: Point,
  far: number,
  others: readonly Point[],
  reach: number,
): number | undefined {
  let best: number | undefined;
  for (const other of others) {
    for (const axis of [0, 1] as const) {
      if (Math.abs(ray[axis]) < 0.2) continue;
      const here = (other[axis] - last[axis]) / ray[axis];
      if (here < gridMm || Math.abs(here - far) > reach) continue;
      if (best === undefined || Math.abs(here - far) < Math.abs(best - far)) best = here;
    }
  }
  return best;
}

function onGrid([x, y]: Point): Point {
  return whole([Math.round(x / gridMm) * gridMm, Math.round(y / gridMm) * gridMm]);
}

function step([x, y]: Point, [dx, dy]: Point, far: number): Point {
  return [x + dx * far, y + dy * far];
}
