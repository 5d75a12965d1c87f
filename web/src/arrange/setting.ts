// A room as the arrangement sees it: what is fixed in it, prepared once.

import type { FitInput } from "../fit/types.ts";
import { corners, direction, normalizeAngle, segmentDistance } from "../geometry/index.ts";
import { centroid } from "../geometry/polygons.ts";
import type { Plan, PlanPlace, Point } from "../model/index.ts";
import { backedBy, type Face, facesOf } from "../snap/walls.ts";

export type Stood = FitInput["items"][number];

/** A face of a wall with what is computed from it. */
export interface Wall extends Face {
  length: number;
  /** Unit vector along the face. */
  along: Point;
  /** Rotation of a piece whose back is at it. */
  rotation: number;
}

export interface Setting {
  plan: Plan;
  walls: readonly Wall[];
  longestWall: number;
  /** Corners of the outline. */
  corners: readonly Point[];
  middle: Point;
  windows: readonly Point[];
  doors: readonly Point[];
}

export function settingOf(plan: Plan): Setting {
  const walls = facesOf(plan).map((face): Wall => {
    const [a, b] = face.segment;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    return { ...face, length, along, rotation: normalizeAngle(backedBy(face, 0), 0) };
  });
  return {
    plan,
    walls,
    longestWall: Math.max(0, ...walls.map((wall) => wall.length)),
    corners: plan.outline,
    middle: plan.outline.length >= 3 ? centroid(plan.outline) : [2500, 2000],
    windows: plan.windows.map(({ x, y }) => [x, y]),
    doors: plan.doors.map(({ x, y }) => [x, y]),
  };
}

/** Returns where a point is along a wall, from its start, millimetres. */
export function spotAlong({ segment: [a], along }: Wall, [x, y]: Point): number {
  return (x - a[0]) * along[0] + (y - a[1]) * along[1];
}

/** Returns the distance from a point to the nearest of others; Infinity for none. */
export function nearest([x, y]: Point, points: readonly Point[]): number {
  let least = Infinity;
  for (const [px, py] of points) least = Math.min(least, Math.hypot(px - x, py - y));
  return least;
}

/** Returns the wall at a piece's back, and how far the back is from it; undefined for a piece that faces none. */
export function wallBehind(
  place: PlanPlace,
  depth: number,
  walls: readonly Wall[],
): { wall: Wall; gap: number } | undefined {
  const [cos, sin] = direction(place.rotation);
  const back: Point = [place.x + (sin * depth) / 2, place.y - (cos * depth) / 2];
  let found: { wall: Wall; gap: number } | undefined;
  for (const wall of walls) {
    // The front, which is opposite to the back, points into the room as the wall's normal does.
    if (-sin * wall.normal[0] + cos * wall.normal[1] < 0.98) continue;
    const gap = segmentDistance(back, wall.segment);
    if (!found || gap < found.gap) found = { wall, gap };
  }
  return found;
}

/** Returns the least distance of a piece's centre to walls, less half of its longer side; at least 0. */
export function freeRound(
  place: PlanPlace,
  size: { width: number; depth: number },
  { walls }: Setting,
): number {
  const at: Point = [place.x, place.y];
  const far = Math.min(...walls.map(({ segment }) => segmentDistance(at, segment)));
  return Math.max(0, far - Math.max(size.width, size.depth) / 2);
}

/** Returns the distance from a piece's corners to the nearest corner of the room. */
export function cornerGap(place: PlanPlace, size: { width: number; depth: number }, room: Setting): number {
  return Math.min(...corners(place, size).map((corner) => nearest(corner, room.corners)));
}
