// Dimension lines: one for each wall of the outline, outside of it.

import type { Point } from "../client/index.ts";
import { edges, inside, type Segment } from "../plane/index.ts";

export interface Measure {
  /** The wall's index in the outline. */
  edge: number;
  from: Point;
  to: Point;
  /** Where the length is written. */
  middle: Point;
  /** How it is turned to be read, above -91 to 89. */
  degrees: number;
  /** Millimetres. */
  length: number;
}

/** How far outside the wall its measure stands. */
export const awayMm = 330;
/** Just beside a line: to see which side is inside. */
const besideMm = 50;
/** By how much a measure is shorter where it would cross its neighbour. */
const spareMm = 90;

export function measuresOf(outline: readonly Point[]): Measure[] {
  if (outline.length < 3) return [];
  return edges(outline).flatMap((edge, index) => {
    const length = Math.hypot(edge[1][0] - edge[0][0], edge[1][1] - edge[0][1]);
    return length === 0 ? [] : [measure(outline, edge, index, length)];
  });
}

function measure(outline: readonly Point[], [a, b]: Segment, edge: number, length: number): Measure {
  const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const normal: Point = [-along[1], along[0]];
  const out: Point = inside(outline, step(step(a, along, length / 2), normal, besideMm))
    ? [along[1], -along[0]]
    : normal;
  // In a corner that points inwards, the measures of both its walls would cross.
  const spare = (corner: Point, far: number) =>
    inside(outline, step(step(corner, along, far), out, besideMm)) ? awayMm + spareMm : 0;
  const from = step(step(a, along, spare(a, -besideMm)), out, awayMm);
  const to = step(step(b, along, -spare(b, besideMm)), out, awayMm);
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return { edge, from, to, middle, degrees: readable(along), length };
}

/** Words are read from left to right, or from below to above. */
function readable([dx, dy]: Point): number {
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
  if (degrees > 89) return degrees - 180;
  return degrees <= -91 ? degrees + 180 : degrees;
}

function step([x, y]: Point, [dx, dy]: Point, far: number): Point {
  return [x + dx * far, y + dy * far];
}
