// Moves a polygon's edges outwards or inwards, with mitred corners.

import type { Point } from "../model/index.ts";
import { area, edges } from "./index.ts";

/** Largest distance of a moved corner, relative to `by`; a sharper corner is moved less than its mitre. */
const longestMiter = 4;

/**
 * Returns an outline moved outwards on all sides (inwards for a negative
 * `by`), whatever its orientation; it keeps its number of corners.
 */
export function offset(outline: readonly Point[], by: number): Point[] {
  const side = area(outline) < 0 ? -1 : 1;
  const normals = edges(outline).map(([a, b]): Point => {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [((b[1] - a[1]) / length) * side, ((a[0] - b[0]) / length) * side];
  });
  return outline.map(([x, y], i) => {
    const [px, py] = normals.at(i - 1) ?? [0, 0];
    const [nx, ny] = normals[i] ?? [0, 0];
    // The sum of both normals points along the bisector; scaled so, it is `by` from both edges.
    const far = by / Math.max(1 + px * nx + py * ny, 2 / longestMiter ** 2);
    return [x + (px + nx) * far, y + (py + ny) * far];
  });
}
