// Conversion between plan and world space. The plan is in millimetres, y downwards,
// degrees clockwise; world space is in metres, its y up, the plan's y along its z.

import { Plane, type Ray, Vector3 } from "three";
import type { Position } from "../client/index.ts";
import { type Segment, segmentDistance, shortestTurn } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";

export const mmPerMetre = 1000;

/** Returns a point of the plan in world space, `height` millimetres above the floor. */
export function toWorld([x, y]: Point, height = 0): Vector3 {
  return new Vector3(x, height, y).divideScalar(mmPerMetre);
}

export function toPlan({ x, z }: { x: number; z: number }): Point {
  return [x * mmPerMetre, z * mmPerMetre];
}

/** Returns a point of world space in whole millimetres: x and y of the plan, and the height above the floor. */
export function toPosition({ x, y, z }: { x: number; y: number; z: number }): Position {
  return [Math.round(x * mmPerMetre), Math.round(z * mmPerMetre), Math.round(y * mmPerMetre)];
}

/** Returns a position in world space. */
export function fromPosition([x, y, z]: Position): Vector3 {
  return toWorld([x, y], z);
}

/** Returns the rotation about the world's vertical axis for a rotation of the plan, radians. */
export function toTurn(degrees: number): number {
  return (-degrees * Math.PI) / 180;
}

/** A face of a wall, and its unit normal into the room. */
interface WallFace {
  segment: Segment;
  normal: Point;
}

/** Largest distance of a hit, metres: beyond it, a ray that grazes the floor is of no use. */
const farthest = 60;

/**
 * Returns where a ray hits the plane `height` millimetres above the floor,
 * in whole millimetres; undefined when it doesn't, or too far away.
 */
export function levelPoint(ray: Ray, height = 0): Point | undefined {
  const level = new Plane(new Vector3(0, 1, 0), -height / mmPerMetre);
  const hit = ray.intersectPlane(level, new Vector3());
  if (!hit || hit.distanceTo(ray.origin) > farthest) return undefined;
  const [x, y] = toPlan(hit);
  return [Math.round(x), Math.round(y)];
}

/** A point on a wall: on the plan, and its height above the floor; millimetres. */
export interface WallPoint {
  at: Point;
  height: number;
}

/**
 * Returns where a ray first hits a wall from within the room, in whole millimetres; undefined when it hits
 * none. A wall reaches up to any height, as its faces are given on the plan.
 */
export function wallPoint(ray: Ray, faces: readonly WallFace[]): WallPoint | undefined {
  let best: WallPoint | undefined;
  let least = farthest;
  for (const { segment, normal } of faces) {
    const plane = new Plane().setFromNormalAndCoplanarPoint(
      new Vector3(normal[0], 0, normal[1]),
      toWorld(segment[0]),
    );
    if (ray.direction.dot(plane.normal) >= 0) continue;
    const hit = ray.intersectPlane(plane, new Vector3());
    const far = hit?.distanceTo(ray.origin) ?? Number.POSITIVE_INFINITY;
    if (!hit || far >= least || hit.y < -0.001 || segmentDistance(toPlan(hit), segment) > 1) continue;
    const [x, y] = toPlan(hit);
    best = { at: [Math.round(x), Math.round(y)], height: Math.round(hit.y * mmPerMetre) };
    least = far;
  }
  return best;
}

/** Returns the angle from one point to another about `centre`, degrees clockwise, from -180 to 180. */
export function turnBetween(centre: Point, from: Point, to: Point): number {
  const angle = ([x, y]: Point) => Math.atan2(y - centre[1], x - centre[0]);
  const degrees = ((angle(to) - angle(from)) * 180) / Math.PI;
  return shortestTurn(0, degrees);
}
