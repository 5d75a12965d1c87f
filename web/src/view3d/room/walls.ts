// The room's walls as plain geometry: their position, and the panels around doors and windows. Millimetres.

import { usualCeilingMm } from "../../geometry/ceiling.ts";
import { area, direction, edges, type Segment, wallPolygon } from "../../geometry/index.ts";
import { offset } from "../../geometry/offset.ts";
import { outerWallMm } from "../../geometry/openings.ts";
import type { WallRef } from "../../model/finishes.ts";
import type { Door, PlanBody, PlanWindow, Point } from "../../model/index.ts";
import { leastHeight, type Overhead, overheads } from "./overhead.ts";

const doorHeight = 2050;
const sill = 850;
const windowTop = 2150;
/** Distance from a wall's centre line below which an opening belongs to the wall. */
const reach = 220;
/** Cosine of the largest angle between an opening and its wall, about 25°. */
const askew = 0.9;
/** Least width of an opening within its wall, and least height below a slope. */
const leastOpening = 100;

/** A hole in a wall: `from` and `to` along its face, `bottom` and `top` above the floor. */
export interface Opening {
  kind: "door" | "window";
  from: number;
  to: number;
  bottom: number;
  top: number;
  /** Undefined for windows. */
  door?: Door;
}

export interface Rect {
  from: number;
  to: number;
  bottom: number;
  top: number;
}

export interface WallRun {
  kind: "outer" | "inner";
  ref: WallRef;
  /** Face towards the room; of an inner wall, its right side. */
  face: Segment;
  /** The opposite face, from corner to corner beside `face`, mitred with the neighbours. */
  back: Segment;
  height: number;
  /** The slopes of the ceiling over it. */
  over: readonly Overhead[];
  openings: readonly Opening[];
}

/** Returns all walls of a plan, with the openings in them. */
export function wallRuns(plan: PlanBody): WallRun[] {
  const height = plan.ceiling ?? usualCeilingMm;
  const runs = [...outerRuns(plan.outline), ...innerRuns(plan)];
  const owned = runs.map(({ face, back }) => ({ face, back, openings: [] as Opening[] }));
  for (const door of plan.doors) {
    const top =
      door.height === undefined ? Math.min(doorHeight, height - 100) : Math.min(door.height, height);
    put(owned, door, (span) => ({ kind: "door", ...span, bottom: 0, top, door }));
  }
  for (const window of plan.windows) {
    put(owned, window, (span) => ({ kind: "window", ...span, ...heightsOf(window, height) }));
  }
  return runs.map((run, i) => {
    const over = (plan.slopes ?? []).flatMap((slope) => overheads(slope, run, height));
    const { openings = [] } = owned[i] ?? {};
    return { ...run, height, over, openings: openings.flatMap((hole) => lowered(hole, run, height, over)) };
  });
}

/** Returns an opening that ends below the slopes over its wall; none if too little of it is left. */
function lowered(hole: Opening, { back, face }: Bare, height: number, over: readonly Overhead[]): Opening[] {
  const depth = Math.abs(depthFrom(face, back[0]));
  const footprint: Point[] = [
    [hole.from, 0],
    [hole.to, 0],
    [hole.to, -depth],
    [hole.from, -depth],
  ];
  const top = Math.min(hole.top, leastHeight(footprint, height, over));
  return top - hole.bottom < leastOpening ? [] : [{ ...hole, top }];
}

/** Returns a window's lower and upper edge; what was not measured is as usual. */
function heightsOf(window: PlanWindow, height: number): Pick<Rect, "bottom" | "top"> {
  const usualTop = Math.min(windowTop, height - 150);
  const least = window.sill ?? (window.height === undefined ? sill : Math.max(0, usualTop - window.height));
  const bottom = Math.min(least, height - 300);
  const top = window.height === undefined ? Math.max(usualTop, bottom + 300) : bottom + window.height;
  return { bottom, top: Math.min(top, height) };
}

type Bare = Pick<WallRun, "kind" | "ref" | "face" | "back">;

/** Returns the outline's edges, clockwise, each with its mitred outer face. */
function outerRuns(outline: readonly Point[]): Bare[] {
  if (outline.length < 3) return [];
  const reversed = area(outline) < 0;
  const clockwise = reversed ? [...outline].reverse() : outline;
  const count = outline.length;
  const sideOf = (i: number) => (reversed ? (2 * count - 2 - i) % count : i);
  const outside = offset(clockwise, outerWallMm);
  return edges(clockwise).map((face, i) => {
    const back: Segment = [outside[i] ?? face[0], outside[(i + 1) % outside.length] ?? face[1]];
    return { kind: "outer", ref: { side: sideOf(i) }, face, back };
  });
}

function innerRuns(plan: PlanBody): Bare[] {
  return plan.walls.map(({ id, from, to, thickness }) => {
    const [a, b, c, d] = wallPolygon([from, to], thickness) as [Point, Point, Point, Point];
    return { kind: "inner", ref: { wall: id }, face: [a, b], back: [d, c] };
  });
}

interface Owner {
  face: Segment;
  back: Segment;
  openings: Opening[];
}

/** Adds an opening to the wall that it is in; drops one that is in no wall. */
function put(
  owners: readonly Owner[],
  hole: Door | PlanWindow,
  make: (span: { from: number; to: number }) => Opening,
): void {
  let [best, least]: [{ owner: Owner; span: { from: number; to: number } } | undefined, number] = [
    undefined,
    reach,
  ];
  for (const owner of owners) {
    const found = along(owner, hole);
    if (!found || found.away >= least) continue;
    [best, least] = [{ owner, span: found }, found.away];
  }
  best?.owner.openings.push(make({ from: best.span.from, to: best.span.to }));
}

function along({ face: [a, b], back }: Owner, { x, y, width, rotation }: Door | PlanWindow) {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const ux = (b[0] - a[0]) / length;
  const uy = (b[1] - a[1]) / length;
  const [dx, dy] = direction(rotation);
  if (length === 0 || Math.abs(ux * dx + uy * dy) < askew) return undefined;
  const at = (x - a[0]) * ux + (y - a[1]) * uy;
  const from = Math.max(0, at - width / 2);
  const to = Math.min(length, at + width / 2);
  if (to - from < leastOpening) return undefined;
  return { from, to, away: Math.abs(depthFrom([a, b], [x, y]) - depthFrom([a, b], back[0]) / 2) };
}

/** Returns a point's distance from a face, positive on the side of the room. */
function depthFrom([a, b]: Segment, [x, y]: Point): number {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return ((y - a[1]) * (b[0] - a[0]) - (x - a[0]) * (b[1] - a[1])) / length;
}

/** Returns what is left of a wall around its openings, as rectangles that don't overlap. */
export function panels(length: number, height: number, openings: readonly Rect[]): Rect[] {
  const cuts = [0, length, ...openings.flatMap((o) => [o.from, o.to])].filter((s) => s >= 0 && s <= length);
  const marks = [...new Set(cuts)].sort((a, b) => a - b);
  return marks.slice(1).flatMap((to, i) => {
    const from = marks[i] ?? 0;
    const middle = (from + to) / 2;
    const holes = openings.filter((o) => o.from < middle && o.to > middle);
    return free(height, holes).map(([bottom, top]) => ({ from, to, bottom, top }));
  });
}

/** Returns the parts of a height that no hole covers. */
function free(height: number, holes: readonly Rect[]): [number, number][] {
  const parts: [number, number][] = [];
  let at = 0;
  for (const hole of [...holes].sort((a, b) => a.bottom - b.bottom)) {
    if (hole.bottom > at) parts.push([at, Math.min(height, hole.bottom)]);
    at = Math.max(at, hole.top);
  }
  if (at < height) parts.push([at, height]);
  return parts;
}
