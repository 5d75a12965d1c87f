// Relations between polygons, and self-intersection, for the fit check and the room editor.

import type { Point } from "../model/index.ts";
import {
  area,
  bounds,
  edges,
  pointInPolygon,
  type Segment,
  segmentDistance,
  segmentsIntersect,
} from "./index.ts";

/** Reports whether a polygon is entirely inside another; neither needs to be convex. */
export function contains(outer: readonly Point[], inner: readonly Point[]): boolean {
  if (!inner.every((corner) => pointInPolygon(outer, corner))) return false;
  const walls = edges(outer);
  return edges(inner).every((side) => walls.every((wall) => !segmentsIntersect(side, wall)));
}

/** Returns the centroid of a polygon's area; the middle of its bounds when the area is nearly 0. */
export function centroid(polygon: readonly Point[]): Point {
  const whole = area(polygon);
  if (Math.abs(whole) < 1) {
    const { x, y, width, height } = bounds(polygon);
    return [x + width / 2, y + height / 2];
  }
  let cx = 0;
  let cy = 0;
  for (const [a, b] of edges(polygon)) {
    const cross = a[0] * b[1] - b[0] * a[1];
    cx += (a[0] + b[0]) * cross;
    cy += (a[1] + b[1]) * cross;
  }
  return [cx / (6 * whole), cy / (6 * whole)];
}

/** Depth of an overlap up to which pieces only touch. */
const touchMm = 1;

/** Reports whether two convex polygons share more than an edge (separating axis theorem). */
export function overlaps(a: readonly Point[], b: readonly Point[]): boolean {
  return !parted(a, b) && !parted(b, a);
}

/**
 * Reports whether an edge normal of `a` separates the two. Called for
 * hundreds of pairs per frame of a drag, so it allocates nothing.
 */
function parted(a: readonly Point[], b: readonly Point[]): boolean {
  let from = a.at(-1);
  for (const to of a) {
    if (from && partedAlong(from, to, a, b)) return true;
    from = to;
  }
  return false;
}

/** Reports whether the normal of an edge separates the two. */
function partedAlong(from: Point, to: Point, a: readonly Point[], b: readonly Point[]): boolean {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length === 0) return false;
  const nx = (to[1] - from[1]) / length;
  const ny = (from[0] - to[0]) / length;
  const aFar = farthest(a, nx, ny);
  const bFar = farthest(b, nx, ny);
  const aNear = -farthest(a, -nx, -ny);
  const bNear = -farthest(b, -nx, -ny);
  return aFar < bNear + touchMm || bFar < aNear + touchMm;
}

function farthest(points: readonly Point[], nx: number, ny: number): number {
  let far = -Infinity;
  for (const p of points) far = Math.max(far, p[0] * nx + p[1] * ny);
  return far;
}

/** Returns the distance of two polygons; 0 when they touch or one contains the other, Infinity for none. */
export function distance(a: readonly Point[], b: readonly Point[]): number {
  const first = a[0];
  const other = b[0];
  if (!first || !other) return Infinity;
  if (pointInPolygon(a, other) || pointInPolygon(b, first)) return 0;
  let least = Infinity;
  for (const ea of edges(a)) {
    for (const eb of edges(b)) {
      if (segmentsIntersect(ea, eb)) return 0;
      least = Math.min(least, segmentDistance(ea[0], eb), segmentDistance(eb[0], ea));
    }
  }
  return least;
}

/**
 * Returns the part of a convex polygon where one coordinate (0 for x, 1 for y) is at most `most`;
 * with a `sign` of -1, where it is at least -`most`.
 */
export function clip(polygon: readonly Point[], axis: 0 | 1, most: number, sign: 1 | -1 = 1): Point[] {
  const kept: Point[] = [];
  for (const [a, b] of edges(polygon)) {
    const da = most - sign * a[axis];
    const db = most - sign * b[axis];
    if (da >= 0) kept.push(a);
    if (da >= 0 !== db >= 0) {
      const part = da / (da - db);
      kept.push([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]);
    }
  }
  return kept;
}

/** Reports whether an outline crosses or overlaps itself. */
export function selfCrossing(polygon: readonly Point[]): boolean {
  const all = edges(polygon);
  return all.some((a, i) =>
    all.some((b, j) => {
      if (j <= i) return false;
      const neighbours = j === i + 1 || (i === 0 && j === all.length - 1);
      return neighbours ? folded(a, b) : segmentsIntersect(a, b);
    }),
  );
}

/** Reports whether two edges with a common corner run back along each other. */
function folded(a: Segment, b: Segment): boolean {
  const shared = a[1] === b[0] || samePoint(a[1], b[0]) ? [a[0], a[1], b[1]] : [a[1], a[0], b[0]];
  const [p, q, r] = shared as [Point, Point, Point];
  const cross = (p[0] - q[0]) * (r[1] - q[1]) - (p[1] - q[1]) * (r[0] - q[0]);
  const dot = (p[0] - q[0]) * (r[0] - q[0]) + (p[1] - q[1]) * (r[1] - q[1]);
  return cross === 0 && dot >= 0;
}

function samePoint(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
