// Doors and windows stay in walls: they slide along them and move with them.

import { normalizeAngle, segmentDistance, shortestTurn } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { Door, PlanBody, PlanWindow, Point } from "../../model/index.ts";
import { withDetails } from "./details.ts";
import {
  freshId,
  type OpeningElement,
  openingOf,
  segmentOf,
  type WallElement,
  wallParts,
} from "./elements.ts";
import { angleOf, type Stand, standIn } from "./stand.ts";

type Opening = Door | PlanWindow;

/** Width of a new opening, millimetres. */
const usualWidth = { door: 800, window: 1200 };
/** Smallest width that can be set, millimetres. */
const narrowestMm = 200;
/** Largest distance of an opening from the wall that it is in, millimetres. */
const stuckMm = 150;

/** Returns an opening's position in the nearest wall that is long enough; undefined if there is none. */
export function standAt(plan: PlanBody, at: Point, width: number): Stand | undefined {
  const walls = wallParts(plan).flatMap((wall) => {
    const segment = segmentOf(plan, wall);
    return segment && lengthOf(segment) >= width ? [{ segment, far: segmentDistance(at, segment) }] : [];
  });
  const nearest = walls.reduce<(typeof walls)[number] | undefined>(
    (best, next) => (best && best.far <= next.far ? best : next),
    undefined,
  );
  return nearest && standIn(nearest.segment, at, width);
}

/** Returns the wall that an opening is in; undefined if none is near and in its direction. */
export function wallOf(plan: PlanBody, { x, y, rotation }: Opening): WallElement | undefined {
  const near = wallParts(plan).flatMap((wall) => {
    const segment = segmentOf(plan, wall);
    if (!segment) return [];
    const askew = Math.abs(Math.sin(((angleOf(segment) - rotation) * Math.PI) / 180));
    const far = segmentDistance([x, y], segment);
    return far <= stuckMm && askew < 0.2 ? [{ wall, far }] : [];
  });
  near.sort((a, b) => a.far - b.far);
  return near[0]?.wall;
}

/** Returns the distance of an opening's nearer edge from its wall's first end; undefined if in no wall. */
export function offsetOf(plan: PlanBody, opening: Opening): number | undefined {
  const wall = wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  return segment && Math.round(lengthOf([segment[0], [opening.x, opening.y]]) - opening.width / 2);
}

/** Adds an opening of the usual width to the nearest wall; undefined if no wall is long enough. */
export function withOpening(
  plan: PlanBody,
  kind: "door" | "window",
  at: Point,
): { plan: PlanBody; part: OpeningElement } | undefined {
  const width = usualWidth[kind];
  const stand = standAt(plan, at, width);
  if (!stand) return undefined;
  const { x, y, rotation } = stand;
  if (kind === "window") {
    const id = freshId("window", plan.windows);
    return {
      plan: { ...plan, windows: [...plan.windows, { id, x, y, width, rotation }] },
      part: { kind, id },
    };
  }
  const id = freshId("door", plan.doors);
  const door: Door = { id, x, y, width, rotation, hinge: "left", opens: "in" };
  return { plan: { ...plan, doors: [...plan.doors, door] }, part: { kind, id } };
}

/** Returns the plan with an opening moved to the spot in a wall that is nearest to `to`. */
export function movedOpening(plan: PlanBody, part: OpeningElement, to: Point): PlanBody {
  const opening = openingOf(plan, part);
  const stand = opening && standAt(plan, to, opening.width);
  return stand ? withDetails(plan, part, standing(opening, stand)) : plan;
}

/** Returns the plan with an opening's nearer edge `offset` millimetres from its wall's first end. */
export function withOffset(plan: PlanBody, part: OpeningElement, offset: number): PlanBody {
  const opening = openingOf(plan, part);
  const wall = opening && wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  if (!segment) return plan;
  const [x, y] = segment[0];
  const [dx, dy] = along(segment);
  const far = offset + opening.width / 2;
  return withDetails(
    plan,
    part,
    standing(opening, standIn(segment, [x + dx * far, y + dy * far], opening.width)),
  );
}

/**
 * Returns the plan with another width of an opening, moved as little as keeps it in its wall. Undefined if
 * the wall is too short or the width is below `narrowestMm`.
 */
export function withWidth(plan: PlanBody, part: OpeningElement, width: number): PlanBody | undefined {
  const opening = openingOf(plan, part);
  if (!opening || width < narrowestMm) return undefined;
  const wall = wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  if (!segment) return withDetails(plan, part, { ...opening, width });
  if (width > lengthOf(segment)) return undefined;
  return withDetails(plan, part, {
    ...standing(opening, standIn(segment, [opening.x, opening.y], width)),
    width,
  });
}

/** Returns the plan with a door's hinge on its other side, or its leaf on the wall's other side. */
export function flipped(plan: PlanBody, id: string, what: "hinge" | "opens"): PlanBody {
  const doors = plan.doors.map((door): Door => {
    if (door.id !== id) return door;
    if (what === "hinge") return { ...door, hinge: door.hinge === "left" ? "right" : "left" };
    return { ...door, opens: door.opens === "in" ? "out" : "in" };
  });
  return { ...plan, doors };
}

/** Maps a wall, and a spot in it, of the plan before a change to those after it. By default both stay. */
export interface Carriage {
  wallAfter?: (wall: WallElement, spot: Point) => WallElement;
  spotAfter?: (wall: WallElement, spot: Point) => Point;
}

/** Returns `after` with the openings of `before`: each in its wall, else in the nearest long enough one. */
export function reattachOpenings(before: PlanBody, after: PlanBody, how: Carriage = {}): PlanBody {
  const { wallAfter = (wall) => wall, spotAfter = (_, spot) => spot } = how;
  const carry = <O extends Opening>(opening: O): O => {
    const wall = wallOf(before, opening);
    if (!wall) return opening;
    const segment = segmentOf(after, wallAfter(wall, [opening.x, opening.y]));
    const spot = spotAfter(wall, [opening.x, opening.y]);
    if (segment && lengthOf(segment) >= opening.width) {
      return standing(opening, standIn(segment, spot, opening.width));
    }
    const stand = standAt(after, spot, opening.width);
    return stand ? standing(opening, stand) : opening;
  };
  return { ...after, doors: before.doors.map(carry), windows: before.windows.map(carry) };
}

/** Returns the opening moved to a stand, turned by 180 degrees if its sides would swap otherwise. */
function standing<O extends Opening>(opening: O, { x, y, rotation }: Stand): O {
  const away = Math.abs(shortestTurn(opening.rotation, rotation));
  return { ...opening, x, y, rotation: away > 90 ? normalizeAngle(rotation, 180) : rotation };
}
