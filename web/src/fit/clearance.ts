// The free floor that a piece needs at its sides, for example to open drawers or to get out of bed.

import type { Clearance } from "../catalog/types.ts";
import { type Box, bounds, direction, edges, wallPolygon } from "../geometry/index.ts";
import type { Finding, Kind, Plan, Point } from "../model/index.ts";
import { belongs } from "./overlap.ts";
import { boxesNear, type PlacedItem } from "./placed-item.ts";
import { grazeMm } from "./thresholds.ts";

type Side = keyof Clearance;

/** Angle from a piece's front to each side, degrees clockwise. */
const turns: Record<Side, number> = { front: 0, left: 90, back: 180, right: 270 };
/** Kinds that are meant to stand beside or in front of a kind. */
const companions: Partial<Record<Kind, readonly Kind[]>> = {
  bed: ["nightstand", "lamp"],
  sofa: ["ottoman"],
  corner: ["ottoman"],
  armchair: ["ottoman"],
};

/** A possible obstruction: a convex polygon, or a wall's face. */
type Shape = readonly Point[];

export interface WallFace {
  around: Shape;
  box: Box;
}

/** Returns the faces of all walls. */
export function wallFaces({ outline, walls }: Pick<Plan, "outline" | "walls">): WallFace[] {
  const inner = walls.map((wall) => wallPolygon([wall.from, wall.to], wall.thickness));
  const all: Shape[] = outline.length < 3 ? inner : [...edges(outline), ...inner];
  return all.map((around) => ({ around, box: bounds(around) }));
}

export function clearanceFindings(
  item: PlacedItem,
  others: readonly PlacedItem[],
  walls: readonly WallFace[],
): Finding[] {
  const wanted = Object.entries(item.piece.clearance) as [Side, number][];
  if (wanted.length === 0) return [];
  const most = Math.max(...wanted.map(([, needs]) => needs));
  const near = others.filter((o) => boxesNear(item.box, o.box, most) && counts(o, item));
  const shapes = [
    ...walls.filter((w) => boxesNear(item.box, w.box, most)).map((w) => w.around),
    ...near.flatMap((o) => o.parts),
  ];
  return wanted.flatMap(([side, needs]): Finding[] => {
    const free = Math.round(freeDepth(item, side, shapes));
    return free < needs ? [{ code: "clearance", verdict: "tight", side, free, needs }] : [];
  });
}

/** Reports whether an item may obstruct another; a chair at its desk or a nightstand at its bed doesn't. */
function counts(other: PlacedItem, item: PlacedItem): boolean {
  if (other === item || other.flat || belongs(other, item) || belongs(item, other)) return false;
  return !companions[item.piece.kind]?.includes(other.piece.kind);
}

/**
 * Returns the distance from a side, straight and over its whole
 * width, to the first obstruction; Infinity when there is none.
 */
function freeDepth({ piece, place }: PlacedItem, side: Side, shapes: readonly Shape[]): number {
  const across = side === "front" || side === "back";
  const { width, depth } = piece.size;
  const [half, reach] = across ? [width / 2, depth / 2] : [depth / 2, width / 2];
  const [cos, sin] = direction(-place.rotation - turns[side]);
  let free = Infinity;
  for (const shape of shapes) {
    const local = shape.map(([x, y]): Point => {
      const dx = x - place.x;
      const dy = y - place.y;
      return [dx * cos - dy * sin, dx * sin + dy * cos];
    });
    free = Math.min(free, depthWithin(local, Math.max(1, half - grazeMm), reach));
  }
  return free;
}

/**
 * Returns the distance from y = `from` downwards at which a shape is first met between
 * x = -half and half; Infinity when it isn't. What is above `from` is ignored.
 */
function depthWithin(shape: Shape, half: number, from: number): number {
  const { x, y, width, height } = bounds(shape);
  if (x > half || x + width < -half || y + height <= from + 1) return Infinity;
  const clipped = clip(clip(shape, half), half, -1);
  const lowest = Math.max(...clipped.map(([, y]) => y));
  if (clipped.length === 0 || lowest <= from + 1) return Infinity;
  return Math.max(0, Math.min(...clipped.map(([, y]) => y)) - from);
}

/** Returns the part of a shape where x is at most `most`; with a `sign` of -1, where -x is. */
function clip(shape: Shape, most: number, sign: 1 | -1 = 1): Point[] {
  const kept: Point[] = [];
  for (const [a, b] of edges(shape)) {
    const da = most - sign * a[0];
    const db = most - sign * b[0];
    if (da >= 0) kept.push(a);
    if (da >= 0 !== db >= 0) {
      const part = da / (da - db);
      kept.push([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]);
    }
  }
  return kept;
}
