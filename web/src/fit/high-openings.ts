// Doors and windows that are higher than the ceiling over them: CL12.

import { usualCeilingMm } from "../geometry/ceiling.ts";
import { onFace, type SlopeOver, slopesOver } from "../geometry/under-slopes.ts";
import { wallAt, wallFaces } from "../geometry/wall-faces.ts";
import type { PlanBody, PlanWindow } from "../model/index.ts";
import { doorHeightMm, slackMm } from "./thresholds.ts";

/** An opening that the ceiling cuts; lengths in millimetres. */
export interface HighOpening {
  kind: "door" | "window";
  /** Its number among the doors or the windows of the room, from 1. */
  number: number;
  width: number;
  /** Height of its upper edge above the floor. */
  top: number;
  /** Least height of the ceiling over it. */
  ceiling: number;
}

/** Returns the openings that are higher than the ceiling or a slope over them: doors, then windows. */
export function highOpenings(plan: PlanBody): HighOpening[] {
  const check = (kind: HighOpening["kind"], opening: PlanWindow, top: number, i: number): HighOpening[] => {
    const ceiling = Math.floor(ceilingAt(plan, opening));
    return top - ceiling > slackMm ? [{ kind, number: i + 1, width: opening.width, top, ceiling }] : [];
  };
  return [
    ...plan.doors.flatMap((door, i) => check("door", door, door.height ?? doorHeightMm, i)),
    // Nobody knows where the upper edge of a window is that was not measured, but that it is above its lower.
    ...plan.windows.flatMap((window, i) =>
      check("window", window, (window.sill ?? 0) + (window.height ?? 0), i),
    ),
  ];
}

/** Returns the least height of the ceiling over an opening; Infinity where it is unknown. */
function ceilingAt(plan: PlanBody, { x, y, width }: PlanWindow): number {
  const { ceiling, slopes = [] } = plan;
  const wall = wallAt(plan, [x, y]);
  const faces = wall === undefined ? [] : (wallFaces(plan)[wall] ?? []);
  const slopesOf = faces.map((face) => {
    const [at] = onFace(face, [x, y]);
    return leastOver(at - width / 2, at + width / 2, slopesOver(face, slopes, ceiling ?? usualCeilingMm));
  });
  return Math.min(ceiling ?? Infinity, ...slopesOf);
}

/** Returns the least height of slopes over the part of a face between two positions; Infinity under none. */
function leastOver(from: number, to: number, over: readonly SlopeOver[]): number {
  const heights = over.flatMap((slope) => {
    const ends = [Math.max(from, slope.from), Math.min(to, slope.to)] as const;
    if (ends[1] - ends[0] <= 1) return [];
    return ends.map((x) => slope.height + slope.rise * (x - slope.from));
  });
  return Math.min(...heights);
}
