// The parts of a room that can be edited, and their keys in the drawing.

import type { Segment } from "../../geometry/index.ts";
import { middleOf } from "../../geometry/segments.ts";
import { wallLine } from "../../geometry/wall-line.ts";
import type { WallRef } from "../../model/finishes.ts";
import type { Door, Fixture, PlanBody, PlanWindow, Point, Slope } from "../../model/index.ts";

/** An editable part. `edge`: wall of the outline, from corner `index` to the next; `wall`: inner wall. */
export type PlanElement =
  | { kind: "corner"; index: number }
  | { kind: "edge"; index: number }
  | { kind: "wall"; id: string }
  | { kind: "end"; id: string; end: "from" | "to" }
  | { kind: "door"; id: string }
  | { kind: "window"; id: string }
  | { kind: "fixture"; id: string }
  | { kind: "slope"; id: string };

/** A door or a window. */
export type OpeningElement = Extract<PlanElement, { kind: "door" | "window" }>;

/** A part of the room that is neither a wall nor an opening. */
export type FixedElement = Extract<PlanElement, { kind: "fixture" | "slope" }>;

/** A wall that can have openings. */
export type WallElement = Extract<PlanElement, { kind: "edge" | "wall" }>;

/** Returns a part's unique key, which its handle has as `data-part`. */
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

/** Returns the part with a key; undefined if the plan doesn't have it. */
export function elementOf(plan: PlanBody, key: string): PlanElement | undefined {
  return elementsOf(plan).find((part) => keyOf(part) === key);
}

/** Returns all parts: round the outline, then inner walls, doors, windows, fixtures and slopes. */
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
    ...(plan.fixtures ?? []).map(({ id }): PlanElement => ({ kind: "fixture", id })),
    ...(plan.slopes ?? []).map(({ id }): PlanElement => ({ kind: "slope", id })),
  ];
}

/** Reports whether a part is a wall of the outline or an inner wall. */
export function isWall(part: PlanElement | undefined): part is WallElement {
  return part?.kind === "edge" || part?.kind === "wall";
}

/** Returns the wall that a part is. */
export function wallRefOf(part: WallElement): WallRef {
  return part.kind === "edge" ? { side: part.index } : { wall: part.id };
}

/** Returns a wall's line: the inner face of a wall of the outline, the middle of an inner wall. */
export function segmentOf(plan: PlanBody, part: WallElement): Segment | undefined {
  return wallLine(plan, wallRefOf(part));
}

/** Returns all walls that can have openings. */
export function wallParts(plan: PlanBody): WallElement[] {
  return [
    ...plan.outline.map((_, index): WallElement => ({ kind: "edge", index })),
    ...plan.walls.map(({ id }): WallElement => ({ kind: "wall", id })),
  ];
}

/** Returns a part's position: a corner, an end, or the middle of a wall, an opening, a fixture or a slope's low side. */
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
    case "fixture":
    case "slope": {
      const one = fixedOf(plan, part);
      return one && [one.x, one.y];
    }
  }
}

/** Reports whether a part is a door or a window. */
export function isOpening(part: PlanElement): part is OpeningElement {
  return part.kind === "door" || part.kind === "window";
}

/** Returns a part's door or window; undefined if the plan doesn't have it. */
export function openingOf(plan: PlanBody, part: OpeningElement): Door | PlanWindow | undefined {
  return plan[part.kind === "door" ? "doors" : "windows"].find(({ id }) => id === part.id);
}

/** Reports whether a part is a fixture or a slope. */
export function isFixed(part: PlanElement): part is FixedElement {
  return part.kind === "fixture" || part.kind === "slope";
}

/** Returns a part's fixture or slope; undefined if the plan doesn't have it. */
export function fixedOf(plan: PlanBody, { kind, id }: FixedElement): Fixture | Slope | undefined {
  const all: readonly (Fixture | Slope)[] | undefined = kind === "fixture" ? plan.fixtures : plan.slopes;
  return all?.find((one) => one.id === id);
}

/** Rounds a position to whole millimetres, as messages have it. */
export function whole([x, y]: Point): Point {
  return [Math.round(x) + 0, Math.round(y) + 0];
}

/** Returns an unused id of a kind, e.g. `door-3`. */
export function freshId(kind: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}
