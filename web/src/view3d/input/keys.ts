// Arrow keys in 3D: they move an item relative to the camera.

import type { Point } from "../../model/index.ts";

/**
 * Returns an arrow's step on the plan for a camera that
 * looks along `ahead`, rounded to the nearest plan axis.
 */
export function seenStep([dx, dy]: Point, ahead: Point): Point {
  const upright = Math.abs(ahead[1]) >= Math.abs(ahead[0]);
  const [ax, ay] = upright ? [0, Math.sign(ahead[1]) || -1] : [Math.sign(ahead[0]), 0];
  // Up is ahead, and right is ahead rotated by 90° clockwise.
  return [-ay * dx - ax * dy + 0, ax * dx - ay * dy + 0];
}
