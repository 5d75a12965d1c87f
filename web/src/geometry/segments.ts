// Geometry of line segments.

import type { Point } from "../model/index.ts";
import type { Segment } from "./index.ts";

export function middleOf([a, b]: Segment): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

export function lengthOf([a, b]: Segment): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Returns the unit vector along a segment; [1, 0] if its length is 0. */
export function along([a, b]: Segment): Point {
  const length = lengthOf([a, b]);
  return length === 0 ? [1, 0] : [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}
