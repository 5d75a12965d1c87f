// Faces of walls towards the room, at which radiators, sockets and slopes are.

import { area, direction, type Segment, segmentDistance, shortestTurn } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { segmentOf, type WallElement, wallParts } from "./elements.ts";
import { angleOf, type Stand } from "./stand.ts";

/** Largest distance of a part's back from the face that it is at, millimetres. */
const touchMm = 150;
/** Largest angle between a part and the face that it is at, degrees. */
const askewDegrees = 10;

/** A face of a wall. The room is in front of what is rotated by the direction of its line. */
export interface Face {
  wall: WallElement;
  /** An inner wall has two faces. */
  side: 0 | 1;
  line: Segment;
}

/** Returns the faces of one wall: the outline's has one, an inner wall two. */
export function facesOf(plan: PlanBody, wall: WallElement): Face[] {
  const segment = segmentOf(plan, wall);
  if (!segment) return [];
  const [from, to] = segment;
  if (wall.kind === "edge") {
    const line: Segment = area(plan.outline) < 0 ? [to, from] : segment;
    return [{ wall, side: 0, line }];
  }
  const half = (plan.walls.find(({ id }) => id === wall.id)?.thickness ?? 0) / 2;
  const [dx, dy] = along(segment);
  const beside = ([x, y]: Point, by: number): Point => [x - dy * by, y + dx * by];
  return [
    { wall, side: 0, line: [beside(from, half), beside(to, half)] },
    { wall, side: 1, line: [beside(to, -half), beside(from, -half)] },
  ];
}

/** Returns the face nearest to a spot that is at least `width` long; undefined if there is none. */
export function nearestFace(plan: PlanBody, at: Point, width: number): Face | undefined {
  const long = allFaces(plan).filter(({ line }) => lengthOf(line) >= width);
  return nearest(long, at);
}

/**
 * Returns the face that a part is at: parallel to its width, and near the middle of its back, which is `away`
 * millimetres behind its position. Undefined if it is at none.
 */
export function faceBehind(plan: PlanBody, { x, y, rotation }: Stand, away: number): Face | undefined {
  const [dx, dy] = direction(rotation + 90);
  const back: Point = [x - dx * away, y - dy * away];
  const behind = allFaces(plan).filter(
    ({ line }) =>
      segmentDistance(back, line) <= touchMm &&
      Math.abs(shortestTurn(angleOf(line), rotation)) <= askewDegrees,
  );
  return nearest(behind, back);
}

function allFaces(plan: PlanBody): Face[] {
  return wallParts(plan).flatMap((wall) => facesOf(plan, wall));
}

function nearest(faces: readonly Face[], at: Point): Face | undefined {
  const far = faces.map(({ line }) => segmentDistance(at, line));
  return faces[far.indexOf(Math.min(...far))];
}
