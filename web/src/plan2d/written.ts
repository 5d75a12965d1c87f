// Corners as SVG writes them.

import type { Point } from "../client/index.ts";

/** Tenths of a millimetre are more than enough. */
export function written(points: readonly Point[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
}
