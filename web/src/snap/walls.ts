// Snaps furniture to walls: computes the steps to stand flush, and the turn of a single item.

import { area, corners, edges, pointInPolygon, type Segment, wallPolygon } from "../geometry/index.ts";
import type { Kind, Mount, Point } from "../model/index.ts";
import type { Moving, Pull, Shell, Turning } from "./types.ts";

/** A wall's face, and its unit normal into the room. */
export interface Face {
  segment: Segment;
  normal: Point;
  /** True for faces of the outline, which have nothing behind them. */
  outer: boolean;
}

export interface WallPull extends Pull {
  face: Face;
  axis: "x" | "y" | "slanted";
}

/** Largest skew of an item that is straightened. */
const skewDegrees = 12;
/** Distance within which an item turns to a wall, as a multiple of the tolerance. */
const turnReach = 2;

const backs: ReadonlySet<Kind> = new Set(["wardrobe", "drawers", "storage", "shelf", "tv-unit", "mirror"]);
const fronts: ReadonlySet<Kind> = new Set(["sofa", "armchair", "corner", "bed", "desk", "nightstand"]);

/** Returns how a piece turns at walls. A sofa may have a wall at its side, a wardrobe hardly. */
export function turningOf({ kind, mount }: { kind: Kind; mount: Mount }): Turning {
  if (mount === "wall") return "hang";
  if (backs.has(kind)) return "back";
  return fronts.has(kind) ? "away" : "flush";
}

/** Returns the faces that furniture can stand against: the outline's inside, and all sides of inner walls. */
export function facesOf({ outline, walls }: Shell): Face[] {
  const clockwise = area(outline) > 0;
  const outer = edges(outline).map((segment) => face(segment, !clockwise, true));
  const inner = walls.flatMap((wall) => {
    const around = wallPolygon([wall.from, wall.to], wall.thickness);
    const outwards = area(around) > 0;
    return edges(around).map((segment) => face(segment, outwards, false));
  });
  return [...outer, ...inner].filter(({ normal }) => Number.isFinite(normal[0]));
}

/** Returns a face whose normal is to the left of the segment on the screen, or else to its right. */
function face(segment: Segment, left: boolean, outer: boolean): Face {
  const [a, b] = segment;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const sign = left ? 1 : -1;
  const normal: Point = [(sign * (b[1] - a[1])) / length + 0, (sign * (a[0] - b[0])) / length + 0];
  return { segment, normal, outer };
}

function isUpright({ normal }: Face): boolean {
  return Math.abs(normal[0]) < 1e-6 || Math.abs(normal[1]) < 1e-6;
}

/**
 * Returns the step that puts a group flush with a face; undefined unless it is beside the face, at a distance
 * from `least` to `most` millimetres.
 */
export function wallPull(
  points: readonly Point[],
  face: Face,
  least: number,
  most: number,
): WallPull | undefined {
  const { segment, normal } = face;
  const [a, b] = segment;
  const gap = Math.min(...points.map((p) => (p[0] - a[0]) * normal[0] + (p[1] - a[1]) * normal[1]));
  if (gap < least || gap > most) return undefined;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const spread = points.map((p) => (p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]);
  const from = Math.max(0, Math.min(...spread));
  const to = Math.min(length, Math.max(...spread));
  if (to <= from) return undefined;
  const at = (mm: number): Point => [Math.round(a[0] + along[0] * mm), Math.round(a[1] + along[1] * mm)];
  const guide = { kind: "wall", from: at(from), to: at(to) } as const;
  if (!isUpright(face)) return { by: -gap, guide, face, axis: "slanted" };
  // For an upright face `by` is along the axis, whatever the sign of its normal.
  const axis = Math.abs(normal[0]) > 0.5 ? "x" : "y";
  return { by: -gap * Math.sign(axis === "x" ? normal[0] : normal[1]) + 0, guide, face, axis };
}

export interface Turned {
  /** Degrees clockwise. */
  turn: number;
  /** The wall face that the item was turned to. */
  face: Face;
}

/**
 * Returns the turn to a wall that an item is near or was pushed through: the smallest turn, of equal ones
 * that to the nearest wall. Undefined if no turn is needed.
 */
export function turnToWall(
  piece: Moving,
  faces: readonly Face[],
  { outline }: Shell,
  turning: Turning,
  tolerance: number,
): Turned | undefined {
  const points = corners(piece.place, piece.size);
  const reach = turnReach * tolerance;
  const lost = outline.length >= 3 && !pointInPolygon(outline, [piece.place.x, piece.place.y]);
  let best: (Turned & { by: number }) | undefined;
  for (const face of faces) {
    const pull = wallPull(points, face, face.outer && lost ? -Infinity : -reach, reach);
    if (!pull) continue;
    const turn = turnFor(piece.place.rotation, face, turning);
    const by = Math.abs(pull.by);
    const steps = Math.abs(turn) - Math.abs(best?.turn ?? Infinity);
    if (!best || steps < 0 || (steps === 0 && by < best.by)) best = { turn, face, by };
  }
  return best && best.turn !== 0 ? best : undefined;
}

function turnFor(rotation: number, face: Face, turning: Turning): number {
  const toBack = backedBy(face, rotation);
  if (turning === "back" || (turning === "away" && Math.abs(toBack) > 135)) return toBack;
  const toSide = Math.round(between(backed(face) - rotation, 90));
  return Math.abs(toSide) <= skewDegrees ? toSide : 0;
}

/** Returns by how many degrees to turn an item so that its back is to a face, the shorter way round. */
export function backedBy(face: Face, rotation: number): number {
  return Math.round(between(backed(face) - rotation, 360));
}

/** Returns the rotation of an item with its back to a face: at rotation 0 the back points up. */
function backed({ normal }: Face): number {
  return (Math.atan2(-normal[0], normal[1]) * 180) / Math.PI;
}

/** Returns, of all angles that differ from one by whole periods, the nearest to 0. */
function between(degrees: number, period: number): number {
  return degrees - period * Math.round(degrees / period) + 0;
}
