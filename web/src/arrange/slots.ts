// The places that a piece may have with respect to another, by their relation.

import type { Piece } from "../catalog/types.ts";
import { hungZ } from "../furniture/ceiling-height.ts";
import { beside, cornerDepth } from "../geometry/footprint.ts";
import { corners, normalizeAngle, pointInPolygon, rotatePoint } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import {
  aboveGapMm,
  besideGapMm,
  coffeeTableGapMm,
  footGapMm,
  type Relation,
  reachMm,
  rugUnderMm,
  seatWidthMm,
  talking,
  tuckMm,
  watching,
} from "./guidelines.ts";
import { roleOf } from "./roles.ts";
import { type Setting, type Stood, wallBehind } from "./setting.ts";

/** Distance between the spots on a top, millimetres. */
const topStepMm = 100;
/** How far from its wall a piece may be, and still have above it what hangs there; millimetres. */
const atWallMm = 300;

/** Returns the places of a piece with respect to another, the best first. Heights of what hangs are left at 0. */
export function slotsOf(
  relation: Exclude<Relation, "mirrors">,
  piece: Piece,
  to: Stood,
  room: Setting,
): Place[] {
  switch (relation) {
    case "before":
      return [before(piece, to)];
    case "beside":
      return besides(piece, to);
    case "around":
      return to.piece.kind === "round-table" ? roundAbout(piece, to) : aroundSides(piece, to);
    case "watches":
      return [at(to, 0, to.piece.size.depth / 2 + watching.best + piece.size.depth / 2, 180)];
    case "talks":
      return seatsBefore(piece, to);
    case "under":
      return [beneath(piece, to)];
    case "above":
      return piece.mount === "ceiling" ? [at(to, 0, 0)] : overhead(piece, to, room);
    case "on":
      return onTop(piece, to);
  }
}

/** Returns a place in the axes of another piece: to its right and to its front, turned from its rotation. */
function at({ place }: Stood, right: number, front: number, turn = 0): Place {
  const { x, y } = beside(place, right, front);
  return {
    x: Math.round(x),
    y: Math.round(y),
    z: 0,
    rotation: Math.round(normalizeAngle(place.rotation, turn)) % 360,
  };
}

function before(piece: Piece, to: Stood): Place {
  const { kind, size, mirrored } = to.piece;
  const gap = roleOf(piece) === "coffee-table" ? coffeeTableGapMm : footGapMm;
  const out = gap + piece.size.depth / 2 - size.depth / 2;
  if (kind !== "corner") return at(to, 0, size.depth + out);
  const deep = cornerDepth(size.width, size.depth);
  return at(to, (deep / 2) * (mirrored ? 1 : -1), deep + out);
}

function besides({ size }: Piece, to: Stood): Place[] {
  const right = to.piece.size.width / 2 + besideGapMm + size.width / 2;
  const front = (size.depth - to.piece.size.depth) / 2;
  return [at(to, right, front), at(to, -right, front)];
}

/** Returns the seats at the sides of a table: the long sides first; at a desk only those before it. */
function aroundSides(piece: Piece, to: Stood): Place[] {
  const { width, depth } = to.piece.size;
  const sides = [
    { turn: 0, long: width, out: depth / 2 },
    { turn: 180, long: width, out: depth / 2 },
    { turn: 90, long: depth, out: width / 2 },
    { turn: 270, long: depth, out: width / 2 },
  ];
  const used = to.piece.kind === "desk" ? sides.slice(0, 1) : sides.sort((a, b) => b.long - a.long);
  const apart = Math.max(seatWidthMm, piece.size.width + besideGapMm);
  const rows = used.map(({ turn, long, out }) => {
    const seats = Math.max(1, Math.floor(long / apart));
    return fromEnds(seats).map((i) => {
      const along = ((seats - 1) / 2 - i) * apart * (turn < 180 ? 1 : -1);
      const [right, front] = rotatePoint([along, out + seatOut(piece)], turn);
      return at(to, right, front, turn + 180);
    });
  });
  // Seats opposite to each other one after the other, so that both sides of a table fill up alike.
  const pairs = [rows.slice(0, 2), rows.slice(2)];
  return pairs.flatMap(([here = [], there = []]) =>
    here.flatMap((seat, i) => [seat, ...there.slice(i, i + 1)]),
  );
}

/** Returns the numbers below n from both ends to the middle. */
function fromEnds(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % 2 === 0 ? i / 2 : n - (i + 1) / 2));
}

function roundAbout(piece: Piece, to: Stood): Place[] {
  const radius = to.piece.size.width / 2;
  const apart = Math.max(seatWidthMm, piece.size.width + besideGapMm);
  const seats = Math.max(4, Math.floor((2 * Math.PI * (radius + seatOut(piece))) / apart / 4) * 4);
  return Array.from({ length: seats }, (_, i) => {
    const turn = (i * 360) / seats;
    const [right, front] = rotatePoint([0, radius + seatOut(piece)], turn);
    return at(to, right, front, turn + 180);
  });
}

/** Returns how far the centre of a seat is from the edge of its table. */
function seatOut(piece: Piece): number {
  const gap = roleOf(piece) === "armchair" ? coffeeTableGapMm : -tuckMm;
  return gap + piece.size.depth / 2;
}

/** Returns seats across the ends of a sofa, at right angles and half turned to it, and one opposite to it. */
function seatsBefore({ size }: Piece, to: Stood): Place[] {
  const { width, depth } = to.piece.size;
  const right = width / 2 + besideGapMm + size.depth / 2;
  const front = depth / 2 + footGapMm + size.width / 2;
  return [
    at(to, right, front, 90),
    at(to, -right, front, 270),
    at(to, right, front, 120),
    at(to, -right, front, 240),
    at(to, 0, depth / 2 + talking.best + size.depth / 2, 180),
  ];
}

/** Returns the place of a rug: under the middle of a table, and under the front of a sofa or a bed. */
function beneath({ size }: Piece, to: Stood): Place {
  const { depth } = to.piece.size;
  switch (roleOf(to.piece)) {
    case "sofa":
      return at(to, 0, depth / 2 - rugUnderMm + size.depth / 2);
    case "bed":
      return at(to, 0, depth / 2 + footGapMm - size.depth / 2);
    default:
      return at(to, 0, 0);
  }
}

/** Returns the place on the wall behind a piece; none if it has no wall behind it. */
function overhead(piece: Piece, to: Stood, { plan, walls }: Setting): Place[] {
  const behind = wallBehind(to.place, to.piece.size.depth, walls);
  if (piece.mount !== "wall" || !behind || behind.gap > atWallMm) return [];
  const place = at(to, 0, piece.size.depth / 2 - to.piece.size.depth / 2 - Math.round(behind.gap));
  const over = to.place.z + to.piece.size.height + aboveGapMm;
  return [{ ...place, z: Math.max(hungZ(piece.hangsAt, place, piece, plan), over) }];
}

/** Returns the places on a top on which all of a piece is, from its middle to its edges. */
function onTop(piece: Piece, to: Stood): Place[] {
  const { size, carries } = to.piece;
  const z = to.place.z + size.height;
  if (!carries || z > reachMm) return [];
  const top = corners(to.place, size);
  return spotsOn(size)
    .map(([right, front]) => ({ ...at(to, right, front), z }))
    .filter((place) => corners(place, piece.size).every((corner) => pointInPolygon(top, corner)));
}

/** Returns the spots of a top, to the right and to the front of its middle, from there to its edges. */
export function spotsOn({ width, depth }: { width: number; depth: number }): Point[] {
  const [across, along] = [Math.floor(width / 2 / topStepMm), Math.floor(depth / 2 / topStepMm)];
  const spots: Point[] = [];
  for (let i = -across; i <= across; i++) {
    for (let j = -along; j <= along; j++) spots.push([i * topStepMm, j * topStepMm]);
  }
  return spots.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
}
