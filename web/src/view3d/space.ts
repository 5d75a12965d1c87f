// From the plan to the world and back. The plan is in millimetres, y downwards, degrees
// clockwise; the world in metres, its y up, the plan's y along its z.

import { Plane, type Ray, Vector3 } from "three";
import { shortestTurn } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";

export const mmPerMetre = 1000;

/** A spot of the plan, so many millimetres above the floor. */
export function toWorld([x, y]: Point, height = 0): Vector3 {
  return new Vector3(x, height, y).divideScalar(mmPerMetre);
}

export function toPlan({ x, z }: { x: number; z: number }): Point {
  return [x * mmPerMetre, z * mmPerMetre];
}

/** The turn about the world's upright axis that shows a rotation of the plan. */
export function toTurn(degrees: number): number {
  return (-degrees * Math.PI) / 180;
}

/** Farther away than this, in metres, a ray that grazes the floor says nothing of use. */
const farthest = 60;

/** Where a ray meets the level so many millimetres above the floor; undefined when it doesn't, or far off. */
export function levelPoint(ray: Ray, height = 0): Point | undefined {
  const level = new Plane(new Vector3(0, 1, 0), -height / mmPerMetre);
  const hit = ray.intersectPlane(level, new Vector3());
  if (!hit || hit.distanceTo(ray.origin) > farthest) return undefined;
  const [x, y] = toPlan(hit);
  return [Math.round(x), Math.round(y)];
}

/** Degrees clockwise from one point to another, as seen from a third; from -180 to 180. */
export function turnBetween(centre: Point, from: Point, to: Point): number {
  const angle = ([x, y]: Point) => Math.atan2(y - centre[1], x - centre[0]);
  const degrees = ((angle(to) - angle(from)) * 180) / Math.PI;
  return shortestTurn(0, degrees);
}
