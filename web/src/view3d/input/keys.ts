// Arrows in 3D: they move a piece as one sees it.

import type { Point } from "../../model/index.ts";

/** An arrow's step on the plan for an eye that looks along `ahead`: to the nearest of the plan's four ways. */
export function seenStep([dx, dy]: Point, ahead: Point): Point {
  const upright = Math.abs(ahead[1]) >= Math.abs(ahead[0]);
  const [ax, ay] = upright ? [0, Math.sign(ahead[1]) || -1] : [Math.sign(ahead[0]), 0];
  // Up is ahead, and right is ahead turned a quarter clockwise.
  return [-ay * dx - ax * dy + 0, ax * dx - ay * dy + 0];
}
