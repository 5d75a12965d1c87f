// What of a room can be pointed at and changed, and what it is called in the drawing.

import { edges, type Segment } from "../../geometry/index.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { middleOf } from "../segment.ts";

/** An edge is a wall of the outline, from the corner of its index to the next; a wall stands inside. */
export type PlanElement =
  | { kind: "corner"; index: number }
  | { kind: "edge"; index: number }
  | { kind: "wall"; id: string }
  | { kind: "end"; id: string; end: "from" | "to" }
  | { kind: "door"; id: string }
  | { kind: "window"; id: string };

/** A wall that openings can stand in. */
export type WallElement = Extract<PlanElement, { kind: "edge" | "wall" }>;

/** One name for each part: the key of its handle. */
export function keyOf(part: PlanElement): string {
  switch (part.kind) {
    case "corner":
    case "edge":
      return `${part.kind}:${part.index}`;
    case "end":
      return `${part.kind}:${part.end}:${part.id}`;
    default:
      return `${part.kind}:${part.id}`;
  }
}

/** The part of a name, when the plan has it. */
export function elementOf(plan: PlanBody, key: string): PlanElement | undefined {
  return elementsOf(plan).find((part) => keyOf(part) === key);
}

/** Every part, in the order in which Tab walks them: round the outline, then inside. */
export function elementsOf(plan: PlanBody): PlanElement[] {
  return [
    ...plan.outline.flatMap((_, index): PlanElement[] => [
      { kind: "corner", index },
      { kind: "edge", index },
    ]),
    ...plan.walls.flatMap(({ id }): PlanElement[] => [
      { kind: "wall", id },
      { kind: "end", id, end: "from" },
      { kind: "end", id, end: "to" },
    ]),
    ...plan.doors.map(({ id }): PlanElement => ({ kind: "door", id })),
    ...plan.windows.map(({ id }): PlanElement => ({ kind: "window", id })),
  ];
}

/** A wall's line: the inner face of an outline's wall, the middle of an inner one. */
export function segmentOf(plan: PlanBody, part: WallElement): Segment | undefined {
  if (part.kind === "edge") return edges(plan.outline)[part.index];
  const wall = plan.walls.find(({ id }) => id === part.id);
  return wall && [wall.from, wall.to];
}

/** Every wall that an opening can stand in. */
export function wallParts(plan: PlanBody): WallElement[] {
  return [
    ...plan.outline.map((_, index): WallElement => ({ kind: "edge", index })),
    ...plan.walls.map(({ id }): WallElement => ({ kind: "wall", id })),
  ];
}

/** Where a part is: what is pointed at, and where its handle stands. */
export function spotOf(plan: PlanBody, part: PlanElement): Point | undefined {
  switch (part.kind) {
    case "corner":
      return plan.outline[part.index];
    case "edge":
    case "wall": {
      const segment = segmentOf(plan, part);
      return segment && middleOf(segment);
    }
    case "end":
      return plan.walls.find(({ id }) => id === part.id)?.[part.end];
    case "door":
    case "window": {
      const opening = openingOf(plan, part);
      return opening && [opening.x, opening.y];
    }
  }
}

/** The door or window of a part. */
export function openingOf(plan: PlanBody, part: { kind: "door" | "window"; id: string }) {
  return plan[part.kind === "door" ? "doors" : "windows"].find(({ id }) => id === part.id);
}

/** A spot in whole millimetres, as the wire has it. */
export function whole([x, y]: Point): Point {
  return [Math.round(x) + 0, Math.round(y) + 0];
}

/** The first free name of a kind, e.g. `door-3`. */
export function freshId(kind: "wall" | "door" | "window", taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}
