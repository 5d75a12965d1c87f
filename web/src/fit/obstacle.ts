// What one can't walk through, as turned boxes and discs: their distance from a point is
// exact and costs a few operations, and the walkway check asks for it a million times.

import { corners, direction, edges, type Segment, segmentDistance } from "../geometry/index.ts";
import type { Door, Plan, Point } from "../model/index.ts";
import type { PlacedItem } from "./placed-item.ts";
import { seatedMm } from "./thresholds.ts";

export interface Obstacle {
  x: number;
  y: number;
  /** The direction of its width. */
  cos: number;
  sin: number;
  halfWidth: number;
  halfDepth: number;
  /** All around the box: a disc is a box of no size with a radius. */
  radius: number;
  /** The same as a polygon. */
  around: readonly Point[];
  /** Absent: a wall. */
  item?: PlacedItem;
}

/** From an obstacle's nearest point to x, y; 0 within it. */
export function away(o: Obstacle, x: number, y: number): number {
  const across = beyondWidth(o, x, y);
  const along = beyondDepth(o, x, y);
  return Math.max(0, Math.sqrt(across * across + along * along) - o.radius);
}

/**
 * True when x, y is between two obstacles: the ways from their nearest points to it lead against
 * each other. Asked for at thousands of cells, so it makes no garbage.
 */
export function opposite(a: Obstacle, b: Obstacle, x: number, y: number): boolean {
  const aw = beyondWidth(a, x, y);
  const ad = beyondDepth(a, x, y);
  const bw = beyondWidth(b, x, y);
  const bd = beyondDepth(b, x, y);
  const cos = a.cos * b.cos + a.sin * b.sin;
  const sin = a.cos * b.sin - a.sin * b.cos;
  // What is between the two directions turns b's axes into a's.
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
  return [...items.filter((item) => !item.flat).flatMap(itemObstacles), ...outer, ...inner];
}

function itemObstacles(item: PlacedItem): Obstacle[] {
  const { place, piece, parts } = item;
  const { width, depth } = piece.size;
  return parts.map((around) => {
    if (around.length === 4) return { ...boxAround(around), radius: 0, around, item };
    const box = boxAround(corners(place, piece.size));
    // A piece that is round but not a circle is as a box with round ends.
    const radius = Math.min(width, depth) / 2;
    return { ...box, halfWidth: width / 2 - radius, halfDepth: depth / 2 - radius, radius, around, item };
  });
}

/** The turned box of four corners. */
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

/** What is left of a wall beside its doors. */
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
