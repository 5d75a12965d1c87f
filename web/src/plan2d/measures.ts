// Dimension lines: one for each wall of the outline, outside of it.

import type { Point } from "../client/index.ts";
import { edges, inside } from "../plane/index.ts";
import { along, lengthOf, middleOf } from "./segment.ts";

export interface Measure {
  /** The wall's index. */
  edge: number;
  from: Point;
  to: Point;
  /** Where the length is written. */
  middle: Point;
  /** How it is turned to be read, -90 to 90. */
  degrees: number;
  length: number;
}

/** How far outside the wall its measure stands. */
const awayMm = 330;
/** Just beside a line: to see which side is inside. */
const besideMm = 50;

export function measuresOf(outline: readonly Point[]): Measure[] {
  if (outline.length < 3) return [];
  return edges(outline).map((edge, index) => {
    const dir = along(edge);
    const out = outwards(outline, edge);
    // In a corner that points inwards, the measures of both its walls would cross.
    const spare = (corner: Point, far: number) =>
      inside(outline, step(step(corner, dir, far), out, besideMm)) ? awayMm + 90 : 0;
    const from = step(step(edge[0], dir, spare(edge[0], -besideMm)), out, awayMm);
    const to = step(step(edge[1], dir, -spare(edge[1], besideMm)), out, awayMm);
    return {
      edge: index,
      from,
      to,
      middle: middleOf([from, to]),
      degrees: readable(dir),
      length: lengthOf(edge),
    };
  });
}

/** A step of length 1 away from the room. */
export function outwards(outline: readonly Point[], edge: readonly [Point, Point]): Point {
  const [dx, dy] = along(edge);
  return inside(outline, step(middleOf(edge), [-dy, dx], besideMm)) ? [dy, -dx] : [-dy, dx];
}

/** Words are read from left to right, or from below to above. */
export function readable([dx, dy]: Point): number {
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
  if (degrees > 89) return degrees - 180;
  return degrees <= -91 ? degrees + 180 : degrees;
}

function step([x, y]: Point, [dx, dy]: Point, far: number): Point {
  return [x + dx * far, y + dy * far];
}
