// Computes outlines of rooms from their sizes: clockwise from the upper left corner, in millimetres.

import { bounds } from "../geometry/index.ts";
import type { PlanBody, Point } from "../model/index.ts";

export type RoomTemplate =
  | { kind: "rectangle"; width: number; depth: number }
  /** `cutWidth` by `cutDepth` is missing at the lower right. */
  | { kind: "l"; width: number; depth: number; cutWidth: number; cutDepth: number };

export function outlineOf(shape: RoomTemplate, [x, y]: Point = [0, 0]): Point[] {
  const { width, depth } = shape;
  const right = x + width;
  const bottom = y + depth;
  const start: Point[] = [
    [x, y],
    [right, y],
  ];
  if (shape.kind === "rectangle") return [...start, [right, bottom], [x, bottom]];
  const innerX = right - shape.cutWidth;
  const innerY = bottom - shape.cutDepth;
  return [...start, [right, innerY], [innerX, innerY], [innerX, bottom], [x, bottom]];
}

/** Returns a shape's outline for a plan, whose upper left corner stays where it was. */
export function outlineFor({ outline }: PlanBody, shape: RoomTemplate): Point[] {
  const { x, y } = bounds(outline);
  return outlineOf(shape, outline.length > 0 ? [x, y] : [0, 0]);
}
