// A polygon moved outwards or inwards, its corners mitred.

import type { Point } from "../model/index.ts";
import { area, edges } from "./index.ts";

/** A corner that is sharper than this is cut off, as a roof's is. */
const longestMiter = 4;

/** An outline moved outwards on all sides, whichever way round it is given; as many corners as before. */
export function offset(outline: readonly Point[], by: number): Point[] {
  const side = area(outline) < 0 ? -1 : 1;
  const normals = edges(outline).map(([a, b]): Point => {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [((b[1] - a[1]) / length) * side, ((a[0] - b[0]) / length) * side];
  });
  return outline.map(([x, y], i) => {
    const [px, py] = normals.at(i - 1) ?? [0, 0];
    const [nx, ny] = normals[i] ?? [0, 0];
    // The sum of both normals points along the corner; this long, it is `by` from both edges.
    const far = by / Math.max(1 + px * nx + py * ny, 2 / longestMiter ** 2);
    return [x + (px + nx) * far, y + (py + ny) * far];
  });
}
