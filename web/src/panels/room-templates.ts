// Computes outlines of rooms from their sizes: clockwise from the upper left corner, in millimetres.

import { bounds } from "../geometry/index.ts";
import type { PlanBody, Point } from "../model/index.ts";

export const shapeNames = ["rectangle", "l", "u", "t"] as const;
export type ShapeName = (typeof shapeNames)[number];

/** A corner or a side of a rectangle, clockwise from the upper left corner and from the upper side. */
export type Quarter = 0 | 1 | 2 | 3;
export const quarters: readonly Quarter[] = [0, 1, 2, 3];

/** The size of a room, and of each of its cut-outs: widths from left to right, depths from top to bottom. */
export interface ShapeSizes {
  width: number;
  depth: number;
  cutWidth: number;
  cutDepth: number;
}

/**
 * A rectangle with cut-outs. `at` is the corner that an L lacks, the side in whose middle a U is open, or the
 * side towards which the stem of a T points, both of whose corners are cut off.
 */
export interface RoomTemplate extends ShapeSizes {
  kind: ShapeName;
  at: Quarter;
}

/** Directions of the sides of a rectangle, clockwise from the upper one. */
const directions: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

export function outlineOf(shape: RoomTemplate, [x, y]: Point = [0, 0]): Point[] {
  const { width, depth } = shape;
  const corners: readonly Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + depth],
    [x, y + depth],
  ];
  return quarters.flatMap((n) => {
    const corner = corners[n] ?? [x, y];
    const next = corners[(n + 1) % 4] ?? [x, y];
    return [...cornerOf(shape, n, corner), ...sideOf(shape, n, corner, next)];
  });
}

/** Reports whether the cut-outs leave something of a room in each direction. */
export function leavesRoom({ kind, at, width, depth, cutWidth, cutDepth }: RoomTemplate): boolean {
  if (kind === "rectangle") return true;
  const both = (sides: 0 | 1) => (kind === "t" && at % 2 === sides ? 2 : 1);
  return cutWidth * both(0) < width && cutDepth * both(1) < depth;
}

/** Returns a shape's outline for a plan, whose upper left corner stays where it was. */
export function outlineFor({ outline }: Pick<PlanBody, "outline">, shape: RoomTemplate): Point[] {
  const { x, y } = bounds(outline);
  return outlineOf(shape, outline.length > 0 ? [x, y] : [0, 0]);
}

/** Returns a corner: itself, or the three corners of its cut-out. */
function cornerOf(shape: RoomTemplate, n: Quarter, corner: Point): Point[] {
  const cut = (shape.kind === "l" && n === shape.at) || (shape.kind === "t" && (n - shape.at + 4) % 4 < 2);
  if (!cut) return [corner];
  const back = shifted(corner, n + 3, -1, shape);
  const inner = shifted(back, n, 1, shape);
  return [back, inner, shifted(corner, n, 1, shape)];
}

/** Returns the corners of the cut-out in the middle of a side. */
function sideOf(shape: RoomTemplate, n: Quarter, [x, y]: Point, [nextX, nextY]: Point): Point[] {
  if (shape.kind !== "u" || n !== shape.at) return [];
  const middle: Point = [Math.round((x + nextX) / 2), Math.round((y + nextY) / 2)];
  const from = shifted(middle, n, -0.5, shape);
  const to = shifted(from, n, 1, shape);
  return [from, shifted(from, n + 1, 1, shape), shifted(to, n + 1, 1, shape), to];
}

/** Moves a point in the direction of a side by `times` the cut-out's length in that direction. */
function shifted([x, y]: Point, side: number, times: number, { cutWidth, cutDepth }: ShapeSizes): Point {
  const [dx, dy] = directions[side % 4] ?? [0, 0];
  return [Math.round(x + dx * times * cutWidth), Math.round(y + dy * times * cutDepth)];
}
