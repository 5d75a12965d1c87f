// Validates plans. The texts of the faults are in i18n.

import { area, direction, edges } from "../../geometry/index.ts";
import { selfCrossing } from "../../geometry/polygons.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, PlanWindow, Point } from "../../model/index.ts";

export type Fault =
  | "few-corners"
  | "many-corners"
  | "crossing"
  | "short-wall"
  | "no-area"
  | "too-far"
  | "many-parts"
  | "wide-opening"
  | "overlap";

/** The server's limits (shared/wire/plan.go); `coordinate` and `width` in millimetres. */
const most = { corners: 200, parts: 100, coordinate: 1_000_000, width: 20_000 };
/** Smallest length of a wall, millimetres; a shorter one is taken for a slip of the pointer. */
export const shortestMm = 50;
/** Openings with lines nearer than `sameWallMm` share a wall; rounding may make them overlap by `slackMm`. */
const sameWallMm = 60;
const slackMm = 2;
/** Smallest area of a room, square millimetres. */
const leastArea = 250_000;

/** Returns the first fault of an outline, or undefined. */
export function outlineFault(outline: readonly Point[]): Fault | undefined {
  if (outline.length < 3) return "few-corners";
  if (outline.length > most.corners) return "many-corners";
  if (outline.flat().some((at) => Math.abs(at) > most.coordinate)) return "too-far";
  if (edges(outline).some((edge) => lengthOf(edge) < shortestMm)) return "short-wall";
  if (selfCrossing(outline)) return "crossing";
  if (Math.abs(area(outline)) < leastArea) return "no-area";
  return undefined;
}

/** Returns the first fault of a plan, or undefined. */
export function planFault(plan: PlanBody): Fault | undefined {
  const outline = outlineFault(plan.outline);
  if (outline) return outline;
  const { walls, doors, windows, fixtures = [], slopes = [] } = plan;
  if ([walls, doors, windows, fixtures, slopes].some((parts) => parts.length > most.parts))
    return "many-parts";
  if (walls.some(({ from, to }) => lengthOf([from, to]) < shortestMm)) return "short-wall";
  const spots = [
    ...walls.flatMap(({ from, to }) => [...from, ...to]),
    ...fixtures.flatMap(({ x, y }) => [x, y]),
  ];
  if (spots.some((at) => Math.abs(at) > most.coordinate)) return "too-far";
  return [...doors, ...windows].some(({ width }) => width > most.width) ? "wide-opening" : undefined;
}

/**
 * Returns the fault of a changed plan, or undefined. Overlaps count only if the change adds some, so that a
 * plan that already has some can be corrected step by step.
 */
export function changeFault(before: PlanBody, after: PlanBody): Fault | undefined {
  return planFault(after) ?? (overlaps(after) > overlaps(before) ? "overlap" : undefined);
}

/** Returns the number of pairs of openings that overlap. */
function overlaps({ doors, windows }: PlanBody): number {
  const all = [...doors, ...windows];
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => overlap(a, b))).length;
}

/** Reports whether two openings are on one line and nearer than half the sum of their widths. */
export function overlap(a: PlanWindow, b: PlanWindow): boolean {
  const [dx, dy] = direction(a.rotation);
  const x = b.x - a.x;
  const y = b.y - a.y;
  const aside = Math.abs(x * dy - y * dx);
  const askew = Math.abs(Math.sin(((a.rotation - b.rotation) * Math.PI) / 180));
  return aside < sameWallMm && askew < 0.1 && Math.abs(x * dx + y * dy) < (a.width + b.width) / 2 - slackMm;
}
