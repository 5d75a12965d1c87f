import type { PlanPlace, Point } from "../model/index.ts";

// Geometry of the plan: pure functions, in millimetres, y downwards, angles in degrees clockwise.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The two end points of a straight edge. */
export type Segment = readonly [Point, Point];

/** Bounds that are assumed while a room has no outline. */
const emptyBox: Box = { x: 0, y: 0, width: 5000, height: 4000 };

/** Returns the smallest axis-parallel box around points; a default box for none. */
export function bounds(points: readonly (readonly [x: number, y: number])[]): Box {
  if (points.length === 0) return emptyBox;
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Returns the edges of a polygon, including the closing one. */
export function edges(polygon: readonly Point[]): Segment[] {
  return polygon.map((a, i) => [a, polygon[(i + 1) % polygon.length] ?? a]);
}

/**
 * Reports whether a point is inside a polygon: a ray to the right crosses its edges an odd number of times.
 */
export function pointInPolygon(polygon: readonly Point[], [x, y]: Point): boolean {
  let odd = false;
  for (const [a, b] of edges(polygon)) {
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
  }
  return odd;
}

/** Returns the enclosed area in square millimetres; positive when clockwise on the screen. */
export function area(polygon: readonly Point[]): number {
  return edges(polygon).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0) / 2;
}

/** Exact vectors of right angles, so that a rotated piece has whole coordinates. */
const quarters: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** Returns a unit vector along a direction; 0 degrees is to the right, 90 down. */
export function direction(degrees: number): Point {
  const quarter = quarters[normalizeAngle(degrees, 0) / 90];
  if (quarter) return quarter;
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** Returns the sum of two angles, from 0 up to, but not including, 360 degrees. */
export function normalizeAngle(rotation: number, by: number): number {
  return (((rotation + by) % 360) + 360) % 360;
}

/** Returns the smaller turn from one rotation to another, from -180 up to, but not including, 180 degrees. */
export function shortestTurn(from: number, to: number): number {
  return normalizeAngle(to - from, 180) - 180;
}

/** Returns a point rotated about the origin. */
export function rotatePoint([x, y]: Point, degrees: number): Point {
  const [cos, sin] = direction(degrees);
  return [x * cos - y * sin, x * sin + y * cos];
}

/** Returns the corners of a piece at a place: back left, back right, front right, front left. */
export function corners(place: PlanPlace, { width, depth }: { width: number; depth: number }): Point[] {
  const w = width / 2;
  const d = depth / 2;
  const [cos, sin] = direction(place.rotation);
  const corner = (x: number, y: number): Point => [place.x + x * cos - y * sin, place.y + x * sin + y * cos];
  return [corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)];
}

/** Returns the point of a segment that is nearest to `p`. */
export function nearestOn([a, b]: Segment, p: Point): Point {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const part =
    square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return [a[0] + dx * part, a[1] + dy * part];
}

/** Returns the distance from a point to a segment. */
export function segmentDistance(p: Point, segment: Segment): number {
  const [x, y] = nearestOn(segment, p);
  return Math.hypot(p[0] - x, p[1] - y);
}

/** Reports whether two segments cross or touch. */
export function segmentsIntersect([a, b]: Segment, [c, d]: Segment): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const s1 = side(a, b, c);
  const s2 = side(a, b, d);
  const s3 = side(c, d, a);
  const s4 = side(c, d, b);
  if (s1 !== s2 && s3 !== s4) return true;
  const on = (s: number, p: Point, segment: Segment) => s === 0 && segmentDistance(p, segment) === 0;
  return on(s1, c, [a, b]) || on(s2, d, [a, b]) || on(s3, a, [c, d]) || on(s4, b, [c, d]);
}

/** Returns the corners of a line of some thickness, such as a straight wall. */
export function wallPolygon([a, b]: Segment, thickness: number): Point[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const nx = ((a[1] - b[1]) / length) * (thickness / 2);
  const ny = ((b[0] - a[0]) / length) * (thickness / 2);
  return [
    [a[0] + nx, a[1] + ny],
    [b[0] + nx, b[1] + ny],
    [b[0] - nx, b[1] - ny],
    [a[0] - nx, a[1] - ny],
  ];
}
