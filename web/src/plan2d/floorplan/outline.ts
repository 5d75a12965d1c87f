// Changes of the outline: corners and the walls between them. Doors, windows and attached inner walls follow.

import { edges, type Segment } from "../../geometry/index.ts";
import { along, lengthOf, middleOf } from "../../geometry/segments.ts";
import { withFinishes } from "../../model/finishes.ts";
import type { PlanBody, Point, Wall } from "../../model/index.ts";
import { attached, type EdgeAfter } from "./attached.ts";
import { type WallElement, whole } from "./elements.ts";
import { followingFinishes } from "./finishes.ts";
import { reattached } from "./reattached.ts";

/** Returns the plan with one corner moved to a position. */
export function movedCorner(plan: PlanBody, index: number, to: Point): PlanBody {
  return withOutline(
    plan,
    plan.outline.map((corner, i) => (i === index ? whole(to) : corner)),
  );
}

/** Returns the plan with one wall moved at right angles to itself, by that component of `by`. */
export function movedEdge(plan: PlanBody, index: number, by: Point): PlanBody {
  const edge = edges(plan.outline)[index];
  if (!edge) return plan;
  const [dx, dy] = along(edge);
  const aside = by[1] * dx - by[0] * dy;
  const step: Point = [-dy * aside, dx * aside];
  const next = (index + 1) % plan.outline.length;
  return withOutline(
    plan,
    shifted(plan.outline, step, (i) => i === index || i === next),
  );
}

/** Returns the plan with a new corner on a wall, by default in its middle; its index is `index` + 1. */
export function insertedCorner(plan: PlanBody, index: number, at?: Point): PlanBody {
  const edge = edges(plan.outline)[index];
  if (!edge) return plan;
  const corner = whole(at ?? middleOf(edge));
  const outline = plan.outline.toSpliced(index + 1, 0, corner);
  // Parts beyond the corner belong to the new wall.
  const beyond = (spot: Point) => lengthOf([edge[0], spot]) > lengthOf([edge[0], corner]);
  return withOutline(plan, outline, (i, spot) => (i > index || (i === index && beyond(spot)) ? i + 1 : i));
}

/** Returns the plan without a corner, whose two walls become one. A triangle is returned unchanged. */
export function removedCorner(plan: PlanBody, index: number): PlanBody {
  const count = plan.outline.length;
  if (count <= 3 || !plan.outline[index]) return plan;
  const outline = plan.outline.toSpliced(index, 1);
  const merged = (i: number) => (i >= index ? (i - 1 + (count - 1)) % (count - 1) : i);
  return withOutline(plan, outline, merged);
}

/**
 * Returns the plan with a wall of the given length, millimetres. The corners after it move along its
 * direction, up to the next parallel wall, which takes up the change: so a right-angled room stays
 * right-angled.
 */
export function withEdgeLength(plan: PlanBody, index: number, length: number): PlanBody {
  const edge = edges(plan.outline)[index];
  if (!edge || length <= 0) return plan;
  const [dx, dy] = along(edge);
  const more = length - lengthOf(edge);
  const moving = followers(plan.outline, index);
  return withOutline(
    plan,
    shifted(plan.outline, [dx * more, dy * more], (i) => moving.has(i)),
  );
}

/** Returns the corners that move with a wall's end; only the end itself if no other wall is parallel. */
function followers(outline: readonly Point[], index: number): Set<number> {
  const all = edges(outline);
  const edge = all[index];
  const count = outline.length;
  const end = (index + 1) % count;
  const moving = new Set([end]);
  for (let step = 1; edge && step < count; step++) {
    const at = (index + step) % count;
    const next = all[at];
    if (next && parallel(edge, next)) return moving;
    moving.add((at + 1) % count);
  }
  return new Set([end]);
}

/** Reports whether two edges are parallel, up to half a degree, which rounding to millimetres may cause. */
function parallel(a: Segment, b: Segment): boolean {
  const [ax, ay] = along(a);
  const [bx, by] = along(b);
  return Math.abs(ax * by - ay * bx) < 0.009;
}

function shifted(outline: readonly Point[], [dx, dy]: Point, which: (index: number) => boolean): Point[] {
  return outline.map(([x, y], i) => (which(i) ? whole([x + dx, y + dy]) : [x, y]));
}

function withOutline(plan: PlanBody, outline: Point[], edgeAfter: EdgeAfter = (index) => index): PlanBody {
  const walls = attached(plan, outline, edgeAfter);
  const wallAfter = (wall: WallElement, spot: Point): WallElement =>
    wall.kind === "edge" ? { kind: "edge", index: edgeAfter(wall.index, spot) } : wall;
  const spotAfter = (wall: WallElement, spot: Point): Point => {
    const index = wall.kind === "wall" ? plan.walls.findIndex(({ id }) => id === wall.id) : -1;
    const was = plan.walls[index];
    const is = walls[index];
    return was && is ? movedAlong(was, is, spot) : spot;
  };
  const painted = plan.finishes
    ? withFinishes(plan, { ...plan.finishes, each: followingFinishes(plan, edgeAfter) })
    : plan;
  return reattached(plan, { ...painted, outline, walls }, { wallAfter, spotAfter });
}

/** Returns a spot in an inner wall, moved with a wall that was only shifted; otherwise unchanged. */
function movedAlong(was: Wall, is: Wall, [x, y]: Point): Point {
  const by: Point = [is.from[0] - was.from[0], is.from[1] - was.from[1]];
  const together = by[0] === is.to[0] - was.to[0] && by[1] === is.to[1] - was.to[1];
  return together ? [x + by[0], y + by[1]] : [x, y];
}
