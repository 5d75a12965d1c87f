// The height of the ceiling, with its slopes.

import type { Plan, Point, Slope } from "../model/index.ts";
import { clip, pointWithin } from "./axes.ts";

/** Height that is assumed of a ceiling until it is measured, millimetres. */
export const usualCeilingMm = 2500;

const touchMm = 1;

/** The least height of the ceiling over an area, millimetres. */
export interface Ceiling {
  height: number;
  /** Whether a slope is the reason. */
  sloped: boolean;
}

/**
 * Returns the least height of the ceiling over convex polygons, of which each may be a single point;
 * undefined where it is unknown: the room's height was not measured, and no slope is above.
 */
export function ceilingOver(
  { ceiling, slopes = [] }: Pick<Plan, "ceiling" | "slopes">,
  parts: readonly (readonly Point[])[],
): Ceiling | undefined {
  let least: Ceiling | undefined = ceiling === undefined ? undefined : { height: ceiling, sloped: false };
  for (const slope of slopes) {
    for (const part of parts) {
      const height = heightUnder(slope, ceiling ?? usualCeilingMm, part);
      if (height < (least?.height ?? Infinity)) least = { height, sloped: true };
    }
  }
  return least;
}

/** Returns the least height of a slope over a polygon; Infinity when it is not above it. */
function heightUnder(slope: Slope, ceiling: number, polygon: readonly Point[]): number {
  const { width, depth, low } = slope;
  const local = polygon.map((point) => pointWithin(slope, point));
  // What only touches a slope from beside it is not under it.
  const half = Math.max(0, width / 2 - touchMm);
  const across = clip(clip(local, 0, half), 0, half, -1);
  const under = clip(clip(across, 1, depth), 1, 0, -1);
  const nearest = Math.min(...under.map(([, y]) => y));
  return under.length === 0 ? Infinity : low + (Math.max(0, ceiling - low) * nearest) / depth;
}
