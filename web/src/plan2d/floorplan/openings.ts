// Doors and windows stick to walls: they slide along them and go where their wall goes.

import {
  nearestOn,
  normalizeAngle,
  type Segment,
  segmentDistance,
  shortestTurn,
} from "../../geometry/index.ts";
import type { Door, PlanBody, PlanWindow, Point } from "../../model/index.ts";
import { along, lengthOf } from "../segment.ts";
import {
  freshId,
  openingOf,
  type PlanElement,
  segmentOf,
  type WallElement,
  wallParts,
  whole,
} from "./elements.ts";

export type OpeningElement = Extract<PlanElement, { kind: "door" | "window" }>;
type Opening = Door | PlanWindow;

/** As wide as most are, millimetres. */
const usualWidth = { door: 800, window: 1200 };
/** Narrower is no opening. */
const narrowestMm = 200;
/** An opening that is further from every wall stands in none. */
const stuckMm = 150;

/** Where an opening stands, and in which wall. */
export interface Stand {
  wall: WallElement;
  x: number;
  y: number;
  rotation: number;
}

/** The nearest spot in a wall for an opening; undefined where no wall is long enough. */
export function standAt(plan: PlanBody, at: Point, width: number): Stand | undefined {
  const walls = wallParts(plan).flatMap((wall) => {
    const segment = segmentOf(plan, wall);
    return segment && lengthOf(segment) >= width
      ? [{ wall, segment, far: segmentDistance(at, segment) }]
      : [];
  });
  const nearest = walls.reduce<(typeof walls)[number] | undefined>(
    (best, next) => (best && best.far <= next.far ? best : next),
    undefined,
  );
  return nearest && { wall: nearest.wall, ...standIn(nearest.segment, at, width) };
}

/** The wall that an opening stands in. */
function wallOf(plan: PlanBody, { x, y, rotation }: Opening): WallElement | undefined {
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

/** How far an opening's nearer edge is from its wall's first corner. */
export function offsetOf(plan: PlanBody, opening: Opening): number | undefined {
  const wall = wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  return segment && Math.round(lengthOf([segment[0], [opening.x, opening.y]]) - opening.width / 2);
}

/** Puts a new opening in the nearest wall, or in the one that is named. */
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

/** An opening where a hand is: it slides along its wall, and jumps to the next. */
export function movedOpening(plan: PlanBody, part: OpeningElement, to: Point): PlanBody {
  const opening = openingOf(plan, part);
  const stand = opening && standAt(plan, to, opening.width);
  return stand ? changed(plan, part, standing(opening, stand)) : plan;
}

/** An opening with its nearer edge so far from its wall's first corner. */
export function withOffset(plan: PlanBody, part: OpeningElement, offset: number): PlanBody {
  const opening = openingOf(plan, part);
  const wall = opening && wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  if (!segment) return plan;
  const [x, y] = segment[0];
  const [dx, dy] = along(segment);
  const far = offset + opening.width / 2;
  return changed(
    plan,
    part,
    standing(opening, standIn(segment, [x + dx * far, y + dy * far], opening.width)),
  );
}

/** Another width; its middle moves as little as keeps it in its wall. Undefined when the wall is too short. */
export function withWidth(plan: PlanBody, part: OpeningElement, width: number): PlanBody | undefined {
  const opening = openingOf(plan, part);
  if (!opening || width < narrowestMm) return undefined;
  const wall = wallOf(plan, opening);
  const segment = wall && segmentOf(plan, wall);
  if (!segment) return changed(plan, part, { ...opening, width });
  if (width > lengthOf(segment)) return undefined;
  return changed(plan, part, {
    ...standing(opening, standIn(segment, [opening.x, opening.y], width)),
    width,
  });
}

/** The hinge on the other side, or the leaf to the other side of the wall. */
export function flipped(plan: PlanBody, id: string, what: "hinge" | "opens"): PlanBody {
  const doors = plan.doors.map((door): Door => {
    if (door.id !== id) return door;
    if (what === "hinge") return { ...door, hinge: door.hinge === "left" ? "right" : "left" };
    return { ...door, opens: door.opens === "in" ? "out" : "in" };
  });
  return { ...plan, doors };
}

/** What became of a wall when a plan was changed, and where in it a spot is now. */
export interface Carriage {
  wallAfter?: (wall: WallElement, spot: Point) => WallElement;
  spotAfter?: (wall: WallElement, spot: Point) => Point;
}

/** The openings of a plan whose walls changed: each stays in its wall, else in the nearest that is long enough. */
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

function changed(plan: PlanBody, part: OpeningElement, opening: Opening): PlanBody {
  const replace = <O extends { id: string }>(all: O[]) =>
    all.map((each) => (each.id === part.id ? { ...each, ...opening } : each));
  return part.kind === "door"
    ? { ...plan, doors: replace(plan.doors) }
    : { ...plan, windows: replace(plan.windows) };
}

/** The nearest spot of one wall, wholly within it. */
function standIn(segment: Segment, at: Point, width: number): Omit<Stand, "wall"> {
  const [x, y] = segment[0];
  const [dx, dy] = along(segment);
  const [nx, ny] = nearestOn(segment, at);
  const far = Math.hypot(nx - x, ny - y);
  const length = lengthOf(segment);
  const kept = length < width ? length / 2 : Math.min(length - width / 2, Math.max(width / 2, far));
  const [wx, wy] = whole([x + dx * kept, y + dy * kept]);
  return { x: wx, y: wy, rotation: angleOf(segment) };
}

/** The opening there, its own way round kept: a door that is moved is not turned inside out. */
function standing<O extends Opening>(opening: O, { x, y, rotation }: Omit<Stand, "wall">): O {
  const away = Math.abs(shortestTurn(opening.rotation, rotation));
  return { ...opening, x, y, rotation: away > 90 ? normalizeAngle(rotation, 180) : rotation };
}

/** Whole degrees, 0 to 359. */
function angleOf(segment: Segment): number {
  const [dx, dy] = along(segment);
  return normalizeAngle(Math.round((Math.atan2(dy, dx) * 180) / Math.PI), 0);
}
