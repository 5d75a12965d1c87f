import type { Place, Point } from "../model/index.ts";

// Geometry of the plan: pure, in millimetres, y downwards, angles in degrees clockwise.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Two corners of a straight edge. */
export type Segment = readonly [Point, Point];

/** What is drawn while a room has no outline. */
const emptyBox: Box = { x: 0, y: 0, width: 5000, height: 4000 };

/** The smallest upright box around points. */
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

/** The edges of a polygon, the closing one included. */
export function edges(polygon: readonly Point[]): Segment[] {
  return polygon.map((a, i) => [a, polygon[(i + 1) % polygon.length] ?? a]);
}

/** True for a point inside a polygon: a ray to the right crosses its edges an odd number of times. */
export function pointInPolygon(polygon: readonly Point[], [x, y]: Point): boolean {
  let odd = false;
  for (const [a, b] of edges(polygon)) {
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
  }
  return odd;
}

/** True when all of a polygon is inside another, whatever the shape of both. */
export function contains(outer: readonly Point[], inner: readonly Point[]): boolean {
  if (!inner.every((corner) => pointInPolygon(outer, corner))) return false;
  const walls = edges(outer);
  return edges(inner).every((side) => walls.every((wall) => !segmentsIntersect(side, wall)));
}

/** Twice the enclosed area halves to square millimetres; positive when clockwise on the screen. */
export function area(polygon: readonly Point[]): number {
  return edges(polygon).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0) / 2;
}

/** The middle of a polygon's area; of its corners where it has none. */
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

/** Right angles are exact, so that a turned piece has whole corners. */
const quarters: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** A step of length 1 along a direction; 0 degrees is to the right, 90 down. */
export function direction(degrees: number): Point {
  const quarter = quarters[normalizeAngle(degrees, 0) / 90];
  if (quarter) return quarter;
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** Degrees from 0 to 359. */
export function normalizeAngle(rotation: number, by: number): number {
  return (((rotation + by) % 360) + 360) % 360;
}

/** Degrees from one rotation to another the shorter way round, from -180 up to 180. */
export function shortestTurn(from: number, to: number): number {
  return normalizeAngle(to - from, 180) - 180;
}

/** A point turned round 0, 0. */
export function rotatePoint([x, y]: Point, degrees: number): Point {
  const [cos, sin] = direction(degrees);
  return [x * cos - y * sin, x * sin + y * cos];
}

/** The corners of a piece where it stands: back left, back right, front right, front left. */
export function corners(place: Place, { width, depth }: { width: number; depth: number }): Point[] {
  const w = width / 2;
  const d = depth / 2;
  const [cos, sin] = direction(place.rotation);
  const corner = (x: number, y: number): Point => [place.x + x * cos - y * sin, place.y + x * sin + y * cos];
  return [corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)];
}

/** Pieces that share less than this touch, and don't overlap. */
const touchMm = 1;

/** True when two convex polygons share more than an edge: no axis parts them. */
export function overlaps(a: readonly Point[], b: readonly Point[]): boolean {
  return !parted(a, b) && !parted(b, a);
}

/** Asked for hundreds of pairs at each frame of a drag, so it makes no garbage. */
function parted(a: readonly Point[], b: readonly Point[]): boolean {
  let from = a.at(-1);
  for (const to of a) {
    if (from && partedAlong(from, to, a, b)) return true;
    from = to;
  }
  return false;
}

/** True when the normal of an edge is an axis that parts the two. */
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

/** The nearest point of a segment. */
export function nearestOn([a, b]: Segment, p: Point): Point {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const part =
    square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return [a[0] + dx * part, a[1] + dy * part];
}

/** How far a point is from a segment. */
export function segmentDistance(p: Point, segment: Segment): number {
  const [x, y] = nearestOn(segment, p);
  return Math.hypot(p[0] - x, p[1] - y);
}

/** True when two segments cross or touch. */
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

/** How far two polygons are apart; 0 when they touch or one holds the other. */
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

/** True when an outline crosses itself, or lies on itself. */
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

/** Two edges that share a corner, one running back along the other. */
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

/** The corners of a thick line, as a straight wall. */
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
