// Changes that apply to any part of a room: by a drag, an arrow key, the Delete key or a typed length.

import { bounds, corners as cornersOf } from "../../geometry/index.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { alignToCorners, type SnapOptions } from "./drawing.ts";
import { fixedOf, isFixed, isOpening, openingOf, type PlanElement, segmentOf, spotOf } from "./elements.ts";
import { withoutGoneFinishes } from "./finishes.ts";
import { fixedOffset, movedFixed, withFixedOffset, withFixedSize, withoutFixed } from "./fixed.ts";
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
    case "fixture":
    case "slope":
      return movedFixed(plan, part, to);
  }
}

/** Returns the plan with a part dragged by `by` millimetres and snapped: to corners or whole centimetres. */
export function dragged(plan: PlanBody, part: PlanElement, by: Point, how: SnapOptions): PlanBody {
  if (offsetOfPart(plan, part) !== undefined) return slid(moved(plan, part, by), part, how);
  const spot = spotOf(plan, part);
  if (!spot) return plan;
  const others = sidesBeside(plan, part, othersOf(plan, part));
  const to = alignToCorners(others, [spot[0] + by[0], spot[1] + by[1]], how);
  return moved(plan, part, [to[0] - spot[0], to[1] - spot[1]]);
}

function slid(plan: PlanBody, part: PlanElement, { on }: SnapOptions): PlanBody {
  const offset = offsetOfPart(plan, part);
  return on && offset !== undefined ? withOffsetOfPart(plan, part, Math.round(offset / 10) * 10) : plan;
}

/** Returns the distance of a part's nearer edge from the end of its wall; undefined if it is at none. */
export function offsetOfPart(plan: PlanBody, part: PlanElement): number | undefined {
  if (isFixed(part)) return fixedOffset(plan, part);
  const opening = isOpening(part) ? openingOf(plan, part) : undefined;
  return opening && offsetOf(plan, opening);
}

/** Returns the plan with a part's nearer edge `offset` millimetres from the end of its wall. */
export function withOffsetOfPart(plan: PlanBody, part: PlanElement, offset: number): PlanBody {
  if (isFixed(part)) return withFixedOffset(plan, part, offset);
  return isOpening(part) ? withOffset(plan, part, offset) : plan;
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

/** Returns where a fixture's middle is when one of its sides is level with a corner; others unchanged. */
function sidesBeside(plan: PlanBody, part: PlanElement, corners: Point[]): Point[] {
  const fixture = part.kind === "fixture" ? plan.fixtures?.find(({ id }) => id === part.id) : undefined;
  if (!fixture) return corners;
  const { width, height } = bounds(cornersOf({ ...fixture, x: 0, y: 0 }, fixture));
  return corners.flatMap(([x, y]): Point[] => [
    [x - width / 2, y - height / 2],
    [x + width / 2, y + height / 2],
  ]);
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
      return withoutGoneFinishes({ ...plan, walls: others(plan.walls, part.id) });
    case "door":
      return { ...plan, doors: others(plan.doors, part.id) };
    case "window":
      return { ...plan, windows: others(plan.windows, part.id) };
    case "fixture":
    case "slope":
      return withoutFixed(plan, part);
  }
}

/** Returns a wall's length or another part's width, millimetres; undefined for other parts. */
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
    case "fixture":
    case "slope":
      return fixedOf(plan, part)?.width;
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
    case "fixture":
    case "slope":
      return withFixedSize(plan, part, { width: length });
    default:
      return undefined;
  }
}
