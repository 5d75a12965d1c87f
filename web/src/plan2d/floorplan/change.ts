// Changes that apply to any part of a room: by a drag, an arrow key, the Delete key or a typed length.

import type { PlanBody, Point } from "../../model/index.ts";
import { lengthOf } from "../segment.ts";
import { alignToCorners, type SnapOptions } from "./drawing.ts";
import {
  isOpening,
  type OpeningElement,
  openingOf,
  type PlanElement,
  segmentOf,
  spotOf,
} from "./elements.ts";
import { movedOpening, offsetOf, withOffset, withWidth } from "./openings.ts";
import { movedCorner, movedEdge, removedCorner, withEdgeLength } from "./outline.ts";
import { movedEnd, movedWall, withWallLength } from "./walls.ts";

/** Returns the plan with a part moved by `by` millimetres. */
export function moved(plan: PlanBody, part: PlanElement, by: Point): PlanBody {
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

/** Returns the plan with a part dragged by `by` millimetres and snapped: to corners or whole centimetres. */
export function dragged(plan: PlanBody, part: PlanElement, by: Point, how: SnapOptions): PlanBody {
  if (isOpening(part)) return slid(moved(plan, part, by), part, how);
  const spot = spotOf(plan, part);
  if (!spot) return plan;
  const to = alignToCorners(othersOf(plan, part), [spot[0] + by[0], spot[1] + by[1]], how);
  return moved(plan, part, [to[0] - spot[0], to[1] - spot[1]]);
}

function slid(plan: PlanBody, part: OpeningElement, { on }: SnapOptions): PlanBody {
  const opening = openingOf(plan, part);
  const offset = opening && offsetOf(plan, opening);
  return on && offset !== undefined ? withOffset(plan, part, Math.round(offset / 10) * 10) : plan;
}

/** Returns the corners and wall ends that don't move with a part. */
function othersOf(plan: PlanBody, part: PlanElement): Point[] {
  const { outline, walls } = plan;
  const next = part.kind === "edge" ? (part.index + 1) % outline.length : undefined;
  const corners = outline.filter((_, i) => !("index" in part) || (i !== part.index && i !== next));
  const ends = walls.filter((w) => !("id" in part) || w.id !== part.id).flatMap((w) => [w.from, w.to]);
  const other = part.kind === "end" ? walls.filter((w) => w.id === part.id) : [];
  const mine = other.map((w) => (part.kind === "end" && part.end === "from" ? w.to : w.from));
  return [...corners, ...ends, ...mine];
}

/** Reports whether a part can be removed: all but edges, and the corners of a triangle. */
export function removable(plan: PlanBody, part: PlanElement): boolean {
  return part.kind === "corner" ? plan.outline.length > 3 : part.kind !== "edge";
}

export function removed(plan: PlanBody, part: PlanElement): PlanBody {
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

/** Returns a wall's length or an opening's width, millimetres; undefined for other parts. */
export function measureOf(plan: PlanBody, part: PlanElement): number | undefined {
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

/** Returns the plan with another length or width of a part; undefined where that is impossible. */
export function withMeasure(plan: PlanBody, part: PlanElement, length: number): PlanBody | undefined {
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
