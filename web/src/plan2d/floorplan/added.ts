// Adds openings, fixtures and slopes to a room: new ones, and copies.

import { direction, pointInPolygon } from "../../geometry/index.ts";
import { lengthOf, middleOf } from "../../geometry/segments.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { moved } from "./change.ts";
import { lists } from "./details.ts";
import {
  type FixedElement,
  fixedOf,
  freshId,
  isOpening,
  type OpeningElement,
  openingOf,
  segmentOf,
  wallParts,
} from "./elements.ts";
import { type FixtureKind, withFixture, withSlope } from "./fixed.ts";
import { withOpening } from "./openings.ts";
import { changeFault } from "./validation.ts";

/** What is added by one tap. */
export type Addable = "door" | "window" | "slope" | FixtureKind;
type AddedElement = OpeningElement | FixedElement;

export interface Added {
  plan: PlanBody;
  part: AddedElement;
}

/** Distance between a part and its copy, millimetres. */
const gapMm = 100;

/** Adds a part at a spot, or to the wall nearest to it; undefined if no wall is long enough. */
export function withAdded(plan: PlanBody, kind: Addable, at: Point): Added | undefined {
  switch (kind) {
    case "door":
    case "window":
      return withOpening(plan, kind, at);
    case "slope":
      return withSlope(plan, at);
    default:
      return withFixture(plan, kind, at);
  }
}

/**
 * Returns where a part is added without pointing: a pillar in the middle of the room, a radiator under a window,
 * and others in the middle of the first wall in which they fit there; of the first wall if they fit in none.
 */
export function freeSpot(plan: PlanBody, kind: Addable): Point {
  const windows = plan.windows.map(({ x, y }): Point => [x, y]);
  const spots = [...(kind === "radiator" ? windows : []), ...wallMiddles(plan)];
  if (kind === "pillar") return middleOfRoom(plan);
  const free = spots.find((at) => {
    const added = withAdded(plan, kind, at);
    return added && !changeFault(plan, added.plan) && !covered(added);
  });
  return free ?? spots[0] ?? [0, 0];
}

/** Returns the mean of the outline's corners. */
export function middleOfRoom({ outline }: PlanBody): Point {
  const [x, y] = outline.reduce<Point>(([sx, sy], [cx, cy]) => [sx + cx, sy + cy], [0, 0]);
  return [x / outline.length, y / outline.length];
}

/** Adds a copy of a part beside it, or at another wall; undefined if there is no space for it. */
export function withCopy(plan: PlanBody, part: AddedElement): Added | undefined {
  const copy = copied(plan, part);
  const one = partOf(plan, part);
  if (!copy || !one) return undefined;
  const far = one.width + gapMm;
  const beside = [0, 180, 90, 270].map((turn): Point => {
    const [dx, dy] = direction(one.rotation + turn);
    return [one.x + dx * far, one.y + dy * far];
  });
  const at = ([x, y]: Point): Added => ({
    ...copy,
    plan: moved(copy.plan, copy.part, [x - one.x, y - one.y]),
  });
  const free = (added: Added) => !changeFault(plan, added.plan) && !covered(added) && inRoom(added);
  const aligned = (added: Added) => partOf(added.plan, added.part)?.rotation === one.rotation;
  return (
    beside.map(at).find((added) => aligned(added) && free(added)) ?? wallMiddles(plan).map(at).find(free)
  );
}

function copied(plan: PlanBody, part: AddedElement): Added | undefined {
  const list = lists[part.kind];
  const all = plan[list] ?? [];
  const one = all.find(({ id }) => id === part.id);
  if (!one) return undefined;
  const id = freshId(part.kind === "fixture" && "kind" in one ? String(one.kind) : part.kind, all);
  return {
    plan: { ...plan, [list]: [...all, { ...one, id }] },
    part: { kind: part.kind, id } as AddedElement,
  };
}

function partOf(plan: PlanBody, part: AddedElement) {
  return isOpening(part) ? openingOf(plan, part) : fixedOf(plan, part);
}

/** Reports whether an added fixture or slope is where another one is, at the same side of a wall. */
function covered({ plan, part }: Added): boolean {
  const one = partOf(plan, part);
  if (!one || isOpening(part)) return false;
  return [...(plan.fixtures ?? []), ...(plan.slopes ?? [])].some(
    (other) =>
      other.id !== one.id &&
      "low" in other === "low" in one &&
      other.rotation === one.rotation &&
      lengthOf([
        [one.x, one.y],
        [other.x, other.y],
      ]) <
        (one.width + other.width) / 2,
  );
}

function inRoom({ plan, part }: Added): boolean {
  const one = part.kind === "fixture" ? fixedOf(plan, part) : undefined;
  return !one || pointInPolygon(plan.outline, [one.x, one.y]);
}

function wallMiddles(plan: PlanBody): Point[] {
  return wallParts(plan).flatMap((wall) => {
    const segment = segmentOf(plan, wall);
    return segment ? [middleOf(segment)] : [];
  });
}
