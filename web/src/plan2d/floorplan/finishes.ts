// Keeps the finishes of walls with their walls when the outline changes or inner walls are removed.

import { area, edges } from "../../geometry/index.ts";
import { along, lengthOf, middleOf } from "../../geometry/segments.ts";
import { ownFinish, withFinishes } from "../../model/finishes.ts";
import type { PlanBody, Point, WallFinish } from "../../model/index.ts";
import type { EdgeAfter } from "./attached.ts";

/**
 * Returns a plan's finishes for the outline in which the edges have the indexes `edgeAfter`: both parts of a
 * divided wall keep its finish, and a wall of two has that of the longer one.
 */
export function followingFinishes(plan: PlanBody, edgeAfter: EdgeAfter): WallFinish[] {
  const longest = new Map<number, { length: number; finish: string | undefined }>();
  for (const [side, [a, b]] of edges(plan.outline).entries()) {
    const finish = ownFinish(plan.finishes ?? {}, { side });
    const length = lengthOf([a, b]);
    for (const after of new Set([edgeAfter(side, a), edgeAfter(side, b)])) {
      if (length > (longest.get(after)?.length ?? -1)) longest.set(after, { length, finish });
    }
  }
  const sides = [...longest].flatMap(([side, { finish }]) =>
    finish === undefined ? [] : [{ side, finish }],
  );
  const inner = (plan.finishes?.each ?? []).filter((entry) => "wall" in entry);
  return [...sides, ...inner];
}

/** Returns a plan without the finishes of inner walls that it doesn't have (any more). */
export function withoutGoneFinishes(plan: PlanBody): PlanBody {
  const { finishes, walls } = plan;
  if (!finishes?.each) return plan;
  const each = finishes.each.filter((entry) => "side" in entry || walls.some(({ id }) => id === entry.wall));
  return withFinishes(plan, { ...finishes, each });
}

/** Cosine of the largest angle between a wall and the one that replaces it, about 25°. */
const askew = 0.9;

/**
 * Returns a plan with the finishes of another one whose outline it replaces: each wall's finish is that of the
 * nearest wall which faces the same way, if there is one.
 */
export function withFinishesNear(plan: PlanBody, before: PlanBody): PlanBody {
  const now = facing(plan.outline);
  const old = facing(before.outline);
  const sides = new Map<number, string>();
  const inner: WallFinish[] = [];
  for (const entry of before.finishes?.each ?? []) {
    if (!("side" in entry)) {
      if (plan.walls.some(({ id }) => id === entry.wall)) inner.push(entry);
      continue;
    }
    const was = old[entry.side];
    const alike = now.filter(({ way }) => was && way[0] * was.way[0] + way[1] * was.way[1] > askew);
    const [nearest] = alike.sort((a, b) => far(a, was) - far(b, was));
    if (nearest && !sides.has(nearest.side)) sides.set(nearest.side, entry.finish);
  }
  const each = [...sides].map(([side, finish]): WallFinish => ({ side, finish }));
  return withFinishes(plan, { ...before.finishes, each: [...each, ...inner] });
}

interface Facing {
  side: number;
  middle: Point;
  /** Unit vector along the wall, with the room on its right. */
  way: Point;
}

function facing(outline: readonly Point[]): Facing[] {
  const turn = area(outline) < 0 ? -1 : 1;
  return edges(outline).map((edge, side) => {
    const [dx, dy] = along(edge);
    return { side, middle: middleOf(edge), way: [dx * turn, dy * turn] };
  });
}

function far(a: Facing, b: Facing | undefined): number {
  return b ? lengthOf([a.middle, b.middle]) : 0;
}
