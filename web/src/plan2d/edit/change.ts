// The same few changes for any part of a room: what a drag, an arrow key, the Delete key
// and a typed length do.

import type { PlanBody, Point } from "../../client/index.ts";
import { movedOpening, withWidth } from "./openings.ts";
import { movedCorner, movedEdge, removedCorner, withEdgeLength } from "./outline.ts";
import { lengthOf, openingOf, type Part, segmentOf, spotOf } from "./parts.ts";
import { movedEnd, movedWall, withWallLength } from "./walls.ts";

/** A part moved by a step from where it is in `plan`. */
export function moved(plan: PlanBody, part: Part, by: Point): PlanBody {
  const spot = spotOf(plan, part);
  if (!spot) return plan;
  const to: Point = [spot[0] + by[0], spot[1] + by[1]];
  switch (part.kind) {
    case "corner":
      return movedCorner(plan, part.index, to);
    case "edge":
      return movedEdge(plan, part.index, by);
    case "wall":
      return movedWall(plan, part.id, by);
    case "end":
      return movedEnd(plan, part.id, part.end, to);
    case "door":
    case "window":
      return movedOpening(plan, part, to);
  }
}

/** True for what can be taken away by itself. */
export function removable(plan: PlanBody, part: Part): boolean {
  return part.kind === "corner" ? plan.outline.length > 3 : part.kind !== "edge";
}

export function removed(plan: PlanBody, part: Part): PlanBody {
  const others = <T extends { id: string }>(all: T[], id: string) => all.filter((each) => each.id !== id);
  switch (part.kind) {
    case "corner":
      return removedCorner(plan, part.index);
    case "edge":
      return plan;
    case "wall":
    case "end":
      return { ...plan, walls: others(plan.walls, part.id) };
    case "door":
      return { ...plan, doors: others(plan.doors, part.id) };
    case "window":
      return { ...plan, windows: others(plan.windows, part.id) };
  }
}

/** How long a wall, or how wide an opening is; undefined for what has no length. */
export function measureOf(plan: PlanBody, part: Part): number | undefined {
  switch (part.kind) {
    case "edge":
    case "wall": {
      const segment = segmentOf(plan, part);
      return segment && lengthOf(segment);
    }
    case "door":
    case "window":
      return openingOf(plan, part)?.width;
    default:
      return undefined;
  }
}

/** The same with another length or width; undefined where that can't be. */
export function withMeasure(plan: PlanBody, part: Part, length: number): PlanBody | undefined {
  switch (part.kind) {
    case "edge":
      return withEdgeLength(plan, part.index, length);
    case "wall":
      return withWallLength(plan, part.id, length);
    case "door":
    case "window":
      return withWidth(plan, part, length);
    default:
      return undefined;
  }
}
