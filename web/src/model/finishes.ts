// The surfaces that a plan's floor and walls have: SPEC WR11.

import type { Finishes, PlanBody, WallFinish } from "./plan.ts";

/** A wall of the outline, from corner `side` to the next, or an inner wall. */
export type WallRef = { side: number } | { wall: string };

/** Returns the walls of a plan: round the outline, then the inner walls. */
export function wallsOf({ outline, walls }: Pick<PlanBody, "outline" | "walls">): WallRef[] {
  const sides = outline.length < 3 ? [] : outline.map((_, side): WallRef => ({ side }));
  return [...sides, ...walls.map(({ id }): WallRef => ({ wall: id }))];
}

/** Returns a wall's own finish; undefined if it has that of all walls. */
export function ownFinish({ each = [] }: Finishes, wall: WallRef): string | undefined {
  return each.find((entry) => isOf(entry, wall))?.finish;
}

/** Returns the finish that a wall has; undefined for the shop's default. */
export function finishOfWall(finishes: Finishes, wall: WallRef): string | undefined {
  return ownFinish(finishes, wall) ?? finishes.walls;
}

/** Returns finishes in which a wall has its own one; undefined if it shall be as the others. */
export function withOwnFinish(finishes: Finishes, wall: WallRef, finish: string | undefined): Finishes {
  const others = (finishes.each ?? []).filter((entry) => !isOf(entry, wall));
  return { ...finishes, each: finish === undefined ? others : [...others, { ...wall, finish }] };
}

/** A plan's finishes where parts may be undefined. */
export type WantedFinishes = { [K in keyof Finishes]: Finishes[K] | undefined };

/** Returns a plan with other finishes; what is undefined or empty in them is left out. */
export function withFinishes(
  { finishes: _, ...plan }: PlanBody,
  { floor, walls, each = [] }: WantedFinishes,
): PlanBody {
  const finishes: Finishes = {
    ...(floor !== undefined && { floor }),
    ...(walls !== undefined && { walls }),
    ...(each.length > 0 && { each }),
  };
  return Object.keys(finishes).length > 0 ? { ...plan, finishes } : plan;
}

function isOf(entry: WallFinish, wall: WallRef): boolean {
  if ("side" in wall) return "side" in entry && entry.side === wall.side;
  return "wall" in entry && entry.wall === wall.wall;
}
