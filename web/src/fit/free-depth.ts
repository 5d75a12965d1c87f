// The free floor in front of a side of a piece or a fixture.

import { clip, pointWithin } from "../geometry/axes.ts";
import { bounds } from "../geometry/index.ts";
import type { PlanPlace, Point } from "../model/index.ts";
import { grazeMm } from "./thresholds.ts";

/** A side: where it looks, half its width, and its distance from the place's centre. */
export interface Front extends PlanPlace {
  half: number;
  reach: number;
}

/**
 * Returns the distance from a side, straight and over its whole
 * width, to the first obstruction; Infinity when there is none.
 */
export function freeDepth(front: Front, shapes: readonly (readonly Point[])[]): number {
  let free = Infinity;
  for (const shape of shapes) {
    const local = shape.map((point) => pointWithin(front, point));
    free = Math.min(free, depthWithin(local, Math.max(1, front.half - grazeMm), front.reach));
  }
  return free;
}

/**
 * Returns the distance from y = `from` downwards at which a shape is first met between
 * x = -half and half; Infinity when it isn't. What is above `from` is ignored.
 */
function depthWithin(shape: readonly Point[], half: number, from: number): number {
  const { x, y, width, height } = bounds(shape);
  if (x > half || x + width < -half || y + height <= from + 1) return Infinity;
  const clipped = clip(clip(shape, 0, half), 0, half, -1);
  const lowest = Math.max(...clipped.map(([, y]) => y));
  if (clipped.length === 0 || lowest <= from + 1) return Infinity;
  return Math.max(0, Math.min(...clipped.map(([, y]) => y)) - from);
}
