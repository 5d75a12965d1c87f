// How well a place suits a piece, by the guidelines.

import type { Piece } from "../catalog/types.ts";
import { direction, type Segment, segmentDistance } from "../geometry/index.ts";
import { hangs, type Place, type Point } from "../model/index.ts";
import {
  calmMm,
  diningMm,
  type Guideline,
  guidelines,
  lightMm,
  type Relation,
  strayMm,
  talking,
  watching,
} from "./guidelines.ts";
import { likeness } from "./likeness.ts";
import { type Role, roleOf } from "./roles.ts";
import { cornerGap, freeRound, nearest, type Setting, type Stood, spotAlong, wallBehind } from "./setting.ts";
import { slotsOf } from "./slots.ts";
import { imagesOf, symmetryAround } from "./symmetry.ts";

/** Distance from a wall at which a piece is no longer at it, and from a corner; millimetres. */
const leaveWallMm = 500;
const leaveCornerMm = 800;
/** A piece this near to a place has it, millimetres. */
const takenMm = 250;
/** A piece that is lower, or hangs, is in nobody's sight, millimetres; what is left of the comfort of others that are. */
const lowMm = 600;
const inSight = 0.5;
/** Distances at which pieces face each other, for the relations that need it. */
const facingBands: Partial<Record<Relation, Band>> = { watches: watching, talks: talking };

/** From this weight on a piece needs a wall at its back. */
const needed = 4;

/** In a hall full of seats it is enough to face some of them. */
const mostFaced = 12;

/** What holds for pieces without guidelines of their own. */
const usual: Guideline = { backed: 1 };

/** Distances between the fronts of two pieces, millimetres. */
interface Band {
  least: number;
  best: number;
  most: number;
  /** Degrees from straight ahead that count as straight ahead. */
  turn: number;
  /** Distance of the other piece from the line straight ahead at which half is left. */
  aside?: number;
}

/** What the comfort of a piece depends on, besides its place. */
export interface Company {
  room: Setting;
  related: readonly Related[];
  /** From seats to the screens that they face. */
  sights: readonly Segment[];
}

/** The pieces of a room with which a piece should stand in a relation, and the places that are its best for it. */
interface Related {
  relation: Relation;
  weight: number;
  partners: readonly Stood[];
  slots: () => readonly Place[];
  /** How symmetric a place is, for the relation in which it matters where others of the piece's role are. */
  symmetry?: (place: Place) => number;
}

/** Returns a function that computes a value at its first call, and returns it again at the others. */
function once<T>(compute: () => T): () => T {
  let computed: { value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}

export function guidelineOf(role: Role): Guideline {
  return guidelines[role] ?? usual;
}

/** Reports whether a piece stands at a wall wherever there is a place for it: it is no use in the middle of a room. */
export function needsWall(piece: Piece): boolean {
  return piece.mount === "floor" && (guidelineOf(roleOf(piece)).backed ?? 0) >= needed;
}

/** Returns the company that a piece has in a room; `others` are without the piece itself. */
export function companyOf(piece: Piece, others: readonly Stood[], room: Setting): Company {
  const role = roleOf(piece);
  const alike = others.filter((other) => roleOf(other.piece) === role);
  const related = (guidelineOf(role).partners ?? []).flatMap(({ relation, to, weight }): Related[] => {
    const partners = others.filter((other) => to.includes(roleOf(other.piece)));
    if (partners.length === 0) return [];
    const each = { relation, weight, partners };
    if (relation !== "mirrors") {
      const slots = () => partners.flatMap((partner) => slotsOf(relation, piece, partner, room));
      return [{ ...each, slots: once(() => freeOf(slots(), alike)) }];
    }
    if (alike.length === 0) return [];
    const symmetry = symmetryAround(piece.kind, alike, partners);
    return [{ ...each, symmetry, slots: once(() => freeOf(imagesOf(alike, partners), alike)) }];
  });
  const isInSight = piece.size.height > lowMm && !hangs(piece.mount);
  return { room, related, sights: isInSight ? sightsOf(others) : [] };
}

/**
 * Returns the places that no other piece of the same role has, if there are any: so two nightstands stand at
 * both sides of a bed [Y].
 */
function freeOf(slots: readonly Place[], alike: readonly Stood[]): readonly Place[] {
  if (alike.length === 0) return slots;
  const free = slots.filter(({ x, y }) =>
    alike.every(({ place }) => Math.hypot(place.x - x, place.y - y) > takenMm),
  );
  return free.length > 0 ? free : slots;
}

/** Returns the lines from seats to screens that face each other. */
function sightsOf(items: readonly Stood[]): Segment[] {
  const screens = items.filter(({ piece }) => roleOf(piece) === "tv-unit");
  if (screens.length === 0) return [];
  const seats = items.filter(({ piece }) => roleOf(piece) === "sofa");
  return seats.flatMap((seat) =>
    screens
      .filter((screen) => facing(seat.piece, seat.place, screen, watching) > 0.5)
      .map((screen): Segment => [pointOf(seat.place), pointOf(screen.place)]),
  );
}

function pointOf({ x, y }: Place): Point {
  return [x, y];
}

/** Returns how well a place suits a piece, from 0 to 1: the weighted mean of what matters for it. */
export function comfort(piece: Piece, place: Place, { room, related, sights }: Company): number {
  let sum = 0;
  let most = 0;
  const count = (weight: number | undefined, value: () => number) => {
    if (!weight) return;
    most += weight;
    sum += weight * value();
  };
  const { backed, centred, corner, open, light, calm, view, middle } = guidelineOf(roleOf(piece));
  const { size } = piece;
  const at = pointOf(place);
  const behind = backed || centred ? wallBehind(place, size.depth, room.walls) : undefined;
  const near = (mm: number, far: number) => Math.max(0, 1 - mm / far);
  count(backed, () => (behind ? near(behind.gap, leaveWallMm) : 0));
  count(centred, () => {
    if (!behind) return 0;
    const { wall } = behind;
    const off = Math.abs(spotAlong(wall, at) - wall.length / 2) / (wall.length / 2);
    return near(behind.gap, leaveWallMm) * Math.max(0, 1 - off) * (0.5 + wall.length / room.longestWall / 2);
  });
  count(corner, () => near(cornerGap(place, size, room), leaveCornerMm));
  count(middle, () => near(nearest(at, [room.middle]), strayMm));
  count(open, () => Math.min(1, freeRound(place, size, room) / diningMm));
  if (room.windows.length > 0) {
    count(light, () => near(nearest(at, room.windows), lightMm));
    count(view, () => Math.max(...room.windows.map((window) => Math.max(0, cosTo(place, window)))));
  }
  if (room.doors.length > 0) count(calm, () => Math.min(1, nearest(at, room.doors) / calmMm));
  for (const each of related) count(each.weight, () => kept(each, piece, place));
  const mean = most === 0 ? 0 : sum / most;
  const half = Math.min(size.width, size.depth) / 2;
  return sights.some((sight) => segmentDistance(at, sight) < half) ? mean * inSight : mean;
}

/** Returns how well a place keeps a relation to the best of a piece's partners, from 0 to 1. */
function kept({ relation, partners, slots, symmetry }: Related, piece: Piece, place: Place): number {
  if (symmetry) return symmetry(place);
  const band = facingBands[relation];
  let best = 0;
  if (band) {
    for (const other of partners.slice(0, mostFaced))
      best = Math.max(best, facing(piece, place, other, band));
  } else {
    for (const slot of slots()) best = Math.max(best, likeness(piece.kind, place, slot));
  }
  return best;
}

/** Returns how well two pieces face each other at a distance between their fronts. */
function facing(
  piece: Piece,
  place: Place,
  other: Stood,
  { least, best, most, turn, aside = Infinity }: Band,
): number {
  const [ahead] = direction(turn);
  const cos = cosTo(place, pointOf(other.place));
  const mine = Math.min(1, cos / ahead);
  const theirs = Math.min(1, cosTo(other.place, pointOf(place)) / ahead);
  if (mine <= 0 || theirs <= 0) return 0;
  const middles = Math.hypot(place.x - other.place.x, place.y - other.place.y);
  const far = middles - (piece.size.depth + other.piece.size.depth) / 2;
  const off = far < best ? (best - far) / (best - least) : (far - best) / (most - best);
  const beside = middles * Math.sqrt(Math.max(0, 1 - cos ** 2));
  // At the limits half of it is left, at twice of them nothing.
  return mine * theirs * Math.max(0, 1 - off / 2) * Math.max(0, 1 - beside / aside / 2);
}

/** Returns the cosine of the angle between a piece's front and a point, seen from its centre. */
function cosTo(place: Place, [x, y]: Point): number {
  const [cos, sin] = direction(place.rotation);
  const [dx, dy] = [x - place.x, y - place.y];
  const far = Math.hypot(dx, dy);
  return far === 0 ? 0 : (-sin * dx + cos * dy) / far;
}
