// Collision of a walking person, a circle, with the walls. Pure functions, in millimetres of the plan.

import { bounds, edges, nearestOn, pointInPolygon, type Segment } from "../../geometry/index.ts";
import { centroid } from "../../geometry/polygons.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { wallRuns } from "../room/walls.ts";

/** Radius of the person, millimetres. */
export const bodyMm = 230;
export const eyeMm = 1600;

/** A wall's centre line, and the least distance from it to the person's centre, millimetres. */
export interface Barrier {
  line: Segment;
  keep: number;
}

/** Returns what stops a person: the whole outline, and the inner walls except for their doors. */
export function barriers(plan: PlanBody): Barrier[] {
  const outer = edges(plan.outline).map((line) => ({ line, keep: bodyMm }));
  return [
    ...outer,
    ...wallRuns(plan)
      .filter((run) => run.kind === "inner")
      .flatMap(solidParts),
  ];
}

function solidParts({ face: [a, b], back, openings }: ReturnType<typeof wallRuns>[number]): Barrier[] {
  const from: Point = [(a[0] + back[0][0]) / 2, (a[1] + back[0][1]) / 2];
  const to: Point = [(b[0] + back[1][0]) / 2, (b[1] + back[1][1]) / 2];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const at = (s: number): Point => [
    from[0] + ((to[0] - from[0]) * s) / length,
    from[1] + ((to[1] - from[1]) * s) / length,
  ];
  const keep = bodyMm + Math.hypot(a[0] - back[0][0], a[1] - back[0][1]) / 2;
  const doors = openings.filter((o) => o.kind === "door").sort((x, y) => x.from - y.from);
  const parts: Barrier[] = [];
  let start = 0;
  for (const door of doors) {
    // Shortens the wall by half the person's radius beside a door, so that narrow doors are easier to pass.
    const end = door.from - bodyMm / 2;
    if (end > start) parts.push({ line: [at(start), at(end)], keep });
    start = Math.max(start, door.to + bodyMm / 2);
  }
  if (start < length) parts.push({ line: [at(start), at(length)], keep });
  return parts;
}

/** Longest step, millimetres; a longer one could pass through a wall. */
const longestMm = 60;

/**
 * Returns the point that is reached on the way from one point to
 * another: the way slides along walls, and never passes through them.
 */
export function walked(
  plan: { outline: readonly Point[] },
  walls: readonly Barrier[],
  from: Point,
  to: Point,
): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const steps = Math.max(1, Math.ceil(length / longestMm));
  const by: Point = [(to[0] - from[0]) / steps, (to[1] - from[1]) / steps];
  let at = from;
  for (let i = 0; i < steps; i++) {
    const next = pushed([at[0] + by[0], at[1] + by[1]], walls);
    if (!free(plan, walls, next)) return at;
    at = next;
  }
  return at;
}

/** Reports whether a person can stand at a point. */
export function free(
  { outline }: { outline: readonly Point[] },
  walls: readonly Barrier[],
  at: Point,
): boolean {
  if (!pointInPolygon(outline, at)) return false;
  return walls.every(({ line, keep }) => away(at, line).far >= keep - slack);
}
const slack = 2;

/**
 * Returns a point moved out of the walls; repeated, because in a corner leaving one wall may enter another.
 */
function pushed(spot: Point, walls: readonly Barrier[]): Point {
  let at = spot;
  for (let round = 0; round < 4; round++) {
    for (const { line, keep } of walls) {
      const { near, far } = away(at, line);
      if (far >= keep || far < 1e-6) continue;
      at = [near[0] + ((at[0] - near[0]) / far) * keep, near[1] + ((at[1] - near[1]) / far) * keep];
    }
  }
  return at;
}

function away(at: Point, line: Segment): { near: Point; far: number } {
  const near = nearestOn(line, at);
  return { near, far: Math.hypot(at[0] - near[0], at[1] - near[1]) };
}

const rasterMm = 200;

/**
 * Returns the point nearest to `wish` where a person can stand, on a grid of 200
 * mm unless `wish` itself is free; undefined when the room has no such point.
 */
export function standing(plan: PlanBody, wish: Point = centroid(plan.outline)): Point | undefined {
  const walls = barriers(plan);
  if (free(plan, walls, wish)) return wish;
  const { x, y, width, height } = bounds(plan.outline);
  let [best, least]: [Point | undefined, number] = [undefined, Infinity];
  for (let px = x; px <= x + width; px += rasterMm) {
    for (let py = y; py <= y + height; py += rasterMm) {
      const far = Math.hypot(px - wish[0], py - wish[1]);
      if (far < least && free(plan, walls, [px, py])) [best, least] = [[px, py], far];
    }
  }
  return best;
}
