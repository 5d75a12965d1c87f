// Why a room can't be as it was drawn. i18n has the words.

import { area, direction, edges } from "../../geometry/index.ts";
import { selfCrossing } from "../../geometry/polygons.ts";
import type { PlanBody, PlanWindow, Point } from "../../model/index.ts";
import { lengthOf } from "../segment.ts";

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

/** The room server's own bounds (shared/wire/plan.go). */
const most = { corners: 200, parts: 100, coordinate: 1_000_000, width: 20_000 };
/** A wall shorter than this is a slip of the hand. */
export const shortestMm = 50;
/** Two openings whose lines are this near are in one wall; rounding may make them meet. */
const sameWallMm = 60;
const slackMm = 2;
/** Less floor than this is no room, square millimetres. */
const leastArea = 250_000;

/** What is wrong with an outline, or nothing. */
export function outlineFault(outline: readonly Point[]): Fault | undefined {
  if (outline.length < 3) return "few-corners";
  if (outline.length > most.corners) return "many-corners";
  if (outline.flat().some((at) => Math.abs(at) > most.coordinate)) return "too-far";
  if (edges(outline).some((edge) => lengthOf(edge) < shortestMm)) return "short-wall";
  if (selfCrossing(outline)) return "crossing";
  if (Math.abs(area(outline)) < leastArea) return "no-area";
  return undefined;
}

/** What is wrong with a room, or nothing. */
export function planFault(plan: PlanBody): Fault | undefined {
  const outline = outlineFault(plan.outline);
  if (outline) return outline;
  const { walls, doors, windows } = plan;
  if ([walls, doors, windows].some((parts) => parts.length > most.parts)) return "many-parts";
  if (walls.some(({ from, to }) => lengthOf([from, to]) < shortestMm)) return "short-wall";
  if (walls.some(({ from, to }) => [...from, ...to].some((at) => Math.abs(at) > most.coordinate)))
    return "too-far";
  return [...doors, ...windows].some(({ width }) => width > most.width) ? "wide-opening" : undefined;
}

/** What a change makes wrong that wasn't before: a plan that was odd already can still be mended bit by bit. */
export function changeFault(before: PlanBody, after: PlanBody): Fault | undefined {
  return planFault(after) ?? (overlaps(after) > overlaps(before) ? "overlap" : undefined);
}

/** Openings that begin before another has ended; they share a wall when they lie on one line. */
function overlaps({ doors, windows }: PlanBody): number {
  const all = [...doors, ...windows];
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => overlap(a, b))).length;
}

/** Two openings of one wall are as far apart as half of both are wide. */
function overlap(a: PlanWindow, b: PlanWindow): boolean {
  const [dx, dy] = direction(a.rotation);
  const x = b.x - a.x;
  const y = b.y - a.y;
  const aside = Math.abs(x * dy - y * dx);
  const askew = Math.abs(Math.sin(((a.rotation - b.rotation) * Math.PI) / 180));
  return aside < sameWallMm && askew < 0.1 && Math.abs(x * dx + y * dy) < (a.width + b.width) / 2 - slackMm;
}
