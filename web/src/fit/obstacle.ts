// Obstacles to walking, as rotated boxes and discs: their distance to a point is exact
// and costs a few operations, and the walkway check computes it a million times.

import { corners, direction, edges, type Segment, segmentDistance } from "../geometry/index.ts";
import type { Door, Plan, Point } from "../model/index.ts";
import { type Fixed, fixedOf, isSolid } from "./fixtures.ts";
import type { PlacedItem } from "./placed-item.ts";
import { headroomMm, seatedMm } from "./thresholds.ts";

export interface Obstacle {
  x: number;
  y: number;
  /** Direction of the width, a unit vector. */
  cos: number;
  sin: number;
  halfWidth: number;
  halfDepth: number;
  /** Radius by which the box is extended on all sides: a disc is a box without size. */
  radius: number;
  /** The obstacle as a polygon. */
  around: readonly Point[];
  /** The item that is the obstacle; undefined for a wall or a fixture. */
  item?: PlacedItem;
}

/** Returns the distance from an obstacle to x, y; 0 within it. */
export function away(o: Obstacle, x: number, y: number): number {
  const across = beyondWidth(o, x, y);
  const along = beyondDepth(o, x, y);
  return Math.max(0, Math.sqrt(across * across + along * along) - o.radius);
}

/**
 * Reports whether x, y is between two obstacles: the vectors to it from their nearest
 * points are more than 90° apart. Called for thousands of cells, so it allocates nothing.
 */
export function opposite(a: Obstacle, b: Obstacle, x: number, y: number): boolean {
  const aw = beyondWidth(a, x, y);
  const ad = beyondDepth(a, x, y);
  const bw = beyondWidth(b, x, y);
  const bd = beyondDepth(b, x, y);
  const cos = a.cos * b.cos + a.sin * b.sin;
  const sin = a.cos * b.sin - a.sin * b.cos;
  // cos and sin of the angle between the two, to convert b's axes to a's.
  return aw * (bw * cos - bd * sin) + ad * (bw * sin + bd * cos) < 0;
}

function beyondWidth(o: Obstacle, x: number, y: number): number {
  const across = (x - o.x) * o.cos + (y - o.y) * o.sin;
  return across - Math.max(-o.halfWidth, Math.min(o.halfWidth, across));
}

function beyondDepth(o: Obstacle, x: number, y: number): number {
  const along = (y - o.y) * o.cos - (x - o.x) * o.sin;
  return along - Math.max(-o.halfDepth, Math.min(o.halfDepth, along));
}

export function obstaclesOf(items: readonly PlacedItem[], plan: Plan): Obstacle[] {
  const outer = edges(plan.outline).flatMap((edge) => wallPieces(edge, 0, plan.doors));
  const inner = plan.walls.flatMap((w) => wallPieces([w.from, w.to], w.thickness, plan.doors));
  return [
    ...items.filter(isInTheWay).flatMap(itemObstacles),
    ...fixedOf(plan).filter(isUnavoidable).map(fixedObstacle),
    ...outer,
    ...inner,
  ];
}

/** Reports whether people must walk round an item; they walk round its carrier in any case, and under what is high. */
function isInTheWay({ yields, on, bottom }: PlacedItem): boolean {
  return !yields && on === undefined && bottom < headroomMm;
}

function isUnavoidable(fixed: Fixed): boolean {
  return isSolid(fixed) && fixed.bottom < headroomMm;
}

function fixedObstacle({ around }: Fixed): Obstacle {
  return { ...boxAround(around), radius: 0, around };
}

function itemObstacles(item: PlacedItem): Obstacle[] {
  const { place, piece, parts } = item;
  const { width, depth } = piece.size;
  return parts.map((around) => {
    if (around.length === 4) return { ...boxAround(around), radius: 0, around, item };
    const box = boxAround(corners(place, piece.size));
    // An oval piece counts as a box with round ends.
    const radius = Math.min(width, depth) / 2;
    return { ...box, halfWidth: width / 2 - radius, halfDepth: depth / 2 - radius, radius, around, item };
  });
}

/** Returns the rotated box of four corners. */
function boxAround(four: readonly Point[]): Omit<Obstacle, "radius" | "around"> {
  const [a = [0, 0], b = a, c = b] = four;
  const width = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const depth = Math.hypot(c[0] - b[0], c[1] - b[1]);
  return {
    x: (a[0] + c[0]) / 2,
    y: (a[1] + c[1]) / 2,
    cos: (b[0] - a[0]) / (width || 1),
    sin: (b[1] - a[1]) / (width || 1),
    halfWidth: width / 2,
    halfDepth: depth / 2,
  };
}

/** Returns the parts of a wall beside its doors. */
function wallPieces([a, b]: Segment, thickness: number, doors: readonly Door[]): Obstacle[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length === 0) return [];
  const cos = (b[0] - a[0]) / length;
  const sin = (b[1] - a[1]) / length;
  const gaps = doors
    .filter((d) => segmentDistance([d.x, d.y], [a, b]) <= thickness / 2 + seatedMm && alongside(d, cos, sin))
    .map((d) => {
      const at = (d.x - a[0]) * cos + (d.y - a[1]) * sin;
      return [at - d.width / 2, at + d.width / 2] as const;
    })
    .sort(([m], [n]) => m - n);
  const ends = [0, ...gaps.flat(), length].map((mm) => Math.max(0, Math.min(length, mm)));
  const pieces: Obstacle[] = [];
  for (let i = 0; i < ends.length; i += 2) {
    const [from = 0, to = 0] = [ends[i], ends[i + 1]];
    if (to > from)
      pieces.push(wallPiece([a[0] + cos * from, a[1] + sin * from], cos, sin, to - from, thickness));
  }
  return pieces;
}

function alongside({ rotation }: Door, cos: number, sin: number): boolean {
  const [dx, dy] = direction(rotation);
  return Math.abs(dx * cos + dy * sin) > 0.9;
}

function wallPiece([ax, ay]: Point, cos: number, sin: number, length: number, thickness: number): Obstacle {
  const halfWidth = length / 2;
  const halfDepth = thickness / 2;
  const x = ax + cos * halfWidth;
  const y = ay + sin * halfWidth;
  const corner = (w: number, d: number): Point => [x + cos * w - sin * d, y + sin * w + cos * d];
  const around = [
    corner(-halfWidth, -halfDepth),
    corner(halfWidth, -halfDepth),
    corner(halfWidth, halfDepth),
    corner(-halfWidth, halfDepth),
  ];
  return { x, y, cos, sin, halfWidth, halfDepth, radius: 0, around };
}
