// Hangs a wall piece on the nearest wall: its back flush with the wall, and wholly on it.

import { bounds, corners, normalizeAngle, segmentDistance } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import { boxesNear, boxPulls, nearest } from "./neighbours.ts";
import type { Guide, Moving, Standing } from "./types.ts";
import { backedBy, type Face, wallPull } from "./walls.ts";

export interface Hung {
  /** Step by which to move the piece after it was turned, millimetres. */
  by: Point;
  /** Degrees. */
  turn: number;
  guides: Guide[];
}

/** Returns how to move a piece onto the wall nearest to its centre; undefined in a room without walls. */
export function hang(
  { place, size }: Moving,
  faces: readonly Face[],
  others: readonly Standing[],
  tolerance: number,
): Hung | undefined {
  const face = nearestFace([place.x, place.y], faces, size.width);
  if (!face) return undefined;
  const turn = backedBy(face, place.rotation);
  const turned = { ...place, rotation: normalizeAngle(place.rotation, turn) };
  const [dx, dy] = alongWall(turned, size, face);
  const there = { ...turned, x: turned.x + dx, y: turned.y + dy };
  const pull = besides({ place: there, size }, face, others, tolerance);
  const [px, py] = pull ? alongWall({ ...there, ...pull.to }, size, face) : [0, 0];
  const at = pull ? { ...there, x: pull.to.x + px, y: pull.to.y + py } : there;
  const flush = wallPull(corners(at, size), face, -Infinity, Infinity);
  const guides = [...(flush ? [flush.guide] : []), ...(pull ? [pull.guide] : [])];
  return { by: [Math.round(at.x - place.x) + 0, Math.round(at.y - place.y) + 0], turn, guides };
}

/** Returns the face nearest to a point, of those that are wide enough if there are any. */
function nearestFace(at: Point, faces: readonly Face[], width: number): Face | undefined {
  const wide = faces.filter(({ segment: [a, b] }) => Math.hypot(b[0] - a[0], b[1] - a[1]) >= width);
  let best: Face | undefined;
  let least = Infinity;
  for (const face of wide.length > 0 ? wide : faces) {
    const far = segmentDistance(at, face.segment);
    if (far < least) [best, least] = [face, far];
  }
  return best;
}

/** Returns the step onto a face, between its ends, for a piece that already has its back to it. */
export function alongWall(
  { x, y }: { x: number; y: number },
  size: Moving["size"],
  { segment, normal }: Face,
): Point {
  const [a, b] = segment;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const half = Math.min(size.width, length) / 2;
  const s = Math.max(half, Math.min(length - half, (x - a[0]) * ux + (y - a[1]) * uy));
  const off = size.depth / 2;
  return [a[0] + ux * s + normal[0] * off - x, a[1] + uy * s + normal[1] * off - y];
}

/** Returns the spot along an upright wall, within the tolerance, that aligns a piece with another. */
function besides(
  { place, size }: Moving,
  { normal }: Face,
  others: readonly Standing[],
  tolerance: number,
): { to: { x: number; y: number }; guide: Guide } | undefined {
  const axis = Math.abs(normal[1]) > 1 - 1e-6 ? "x" : Math.abs(normal[0]) > 1 - 1e-6 ? "y" : undefined;
  if (!axis) return undefined;
  const box = bounds(corners(place, size));
  const pulls = boxesNear(box, others).flatMap((other) => boxPulls(box, other, axis, tolerance));
  const best = nearest(pulls);
  return best && { to: { x: place.x, y: place.y, [axis]: place[axis] + best.by }, guide: best.guide };
}
