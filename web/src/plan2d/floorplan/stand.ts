// Where something stands in a wall, or at a face of one.

import { nearestOn, normalizeAngle, type Segment } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import { whole } from "./elements.ts";

/** A position, and the rotation of something that lies along a wall. */
export interface Stand {
  x: number;
  y: number;
  rotation: number;
}

/** Returns the position nearest to `at` at which a width fits into a segment; the middle if it can't fit. */
export function standIn(segment: Segment, at: Point, width: number): Stand {
  const [x, y] = segment[0];
  const [dx, dy] = along(segment);
  const [nx, ny] = nearestOn(segment, at);
  const far = Math.hypot(nx - x, ny - y);
  const length = lengthOf(segment);
  const kept = length < width ? length / 2 : Math.min(length - width / 2, Math.max(width / 2, far));
  const [wx, wy] = whole([x + dx * kept, y + dy * kept]);
  return { x: wx, y: wy, rotation: angleOf(segment) };
}

/** Returns a segment's direction in whole degrees, 0 to 359. */
export function angleOf(segment: Segment): number {
  const [dx, dy] = along(segment);
  return normalizeAngle(Math.round((Math.atan2(dy, dx) * 180) / Math.PI), 0);
}
