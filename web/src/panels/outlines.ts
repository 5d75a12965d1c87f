// Rooms by their sizes: outlines clockwise from the upper left corner, in millimetres.

import type { Door, PlanBody, PlanWindow, Point, Wall } from "../client/index.ts";
import { boxOf, edges, inside, segmentDistance } from "../plane/index.ts";

export type Shape =
  | { kind: "rectangle"; width: number; depth: number }
  /** `cutWidth` by `cutDepth` is missing at the lower right. */
  | { kind: "l"; width: number; depth: number; cutWidth: number; cutDepth: number };

/** An opening this close to a wall is in it. */
const inWallMm = 150;

export function outlineOf(shape: Shape, [x, y]: Point = [0, 0]): Point[] {
  const { width, depth } = shape;
  const [right, bottom] = [x + width, y + depth];
  const start: Point[] = [
    [x, y],
    [right, y],
  ];
  if (shape.kind === "rectangle") return [...start, [right, bottom], [x, bottom]];
  const [innerX, innerY] = [right - shape.cutWidth, bottom - shape.cutDepth];
  return [...start, [right, innerY], [innerX, innerY], [innerX, bottom], [x, bottom]];
}

/** The plan in a new shape, its corner where it was. What no longer stands in or on a wall goes. */
export function reshaped<P extends PlanBody>(plan: P, shape: Shape): P {
  const corner: Point = plan.outline.length > 0 ? [boxOf(plan.outline).x, boxOf(plan.outline).y] : [0, 0];
  const outline = outlineOf(shape, corner);
  const walls = plan.walls.filter(({ from, to }) => [from, to].every((end) => within(outline, end)));
  const stays = (opening: Door | PlanWindow) => onAWall([opening.x, opening.y], outline, walls);
  return { ...plan, outline, walls, doors: plan.doors.filter(stays), windows: plan.windows.filter(stays) };
}

function within(outline: readonly Point[], spot: Point): boolean {
  return inside(outline, spot) || edges(outline).some((edge) => segmentDistance(spot, edge) <= inWallMm);
}

function onAWall(spot: Point, outline: readonly Point[], walls: readonly Wall[]): boolean {
  const all = [...edges(outline), ...walls.map(({ from, to }) => [from, to] as const)];
  return all.some((wall) => segmentDistance(spot, wall) <= inWallMm);
}
