// Lines from one point to another.

import type { Segment } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";

export function middleOf([a, b]: Segment): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

export function lengthOf([a, b]: Segment): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** A step of length 1 along a segment; to the right when it has no length. */
export function along([a, b]: Segment): Point {
  const length = lengthOf([a, b]);
  return length === 0 ? [1, 0] : [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}
