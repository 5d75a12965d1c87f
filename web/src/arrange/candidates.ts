// The places that are tried for a piece: with its partners, at walls, and on a grid.

import type { Piece } from "../catalog/types.ts";
import { newHungZ } from "../furniture/ceiling-height.ts";
import { bounds, normalizeAngle } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import { alongWall } from "../snap/hang.ts";
import type { Company } from "./comfort.ts";
import { reachMm } from "./guidelines.ts";
import { type Setting, type Stood, spotAlong, type Wall } from "./setting.ts";
import { slotsOf } from "./slots.ts";
import { quarterTurns } from "./turns.ts";

/** Distance between the spots that are tried at a wall, millimetres. */
const wallStepMm = 100;
/** Step of the finest grid, millimetres; each coarser one has twice the step of the next. */
const gridMm = 100;
/** Largest number of points of the coarsest grid. */
const mostCoarse = 600;

/** How far the grid round a point reaches, millimetres. */
export const aroundMm = 1500;

/** Returns the places of a piece with its partners, those of the first relation first. */
export function besidePartners(piece: Piece, { related, room }: Company): Place[] {
  return related.flatMap(({ slots }) => slots().map((slot) => atHeight(slot, piece, room)));
}

/** Returns the places on tops that people reach, whatever stands for. */
export function* onTops(piece: Piece, items: readonly Stood[], room: Setting): Generator<Place, void, void> {
  for (const item of items) {
    if (item.place.z + item.piece.size.height <= reachMm) yield* slotsOf("on", piece, item, room);
  }
}

/** Returns the places with the back at a wall: opposite to partners and to windows, and in even steps. */
export function* atWalls(piece: Piece, { room, related }: Company): Generator<Place, void, void> {
  const partners = related.flatMap((each) => each.partners);
  const opposite = [...room.windows, ...partners.map(({ place }): Point => [place.x, place.y])];
  for (const wall of room.walls) {
    const free = wall.length - piece.size.width;
    if (free < 0) continue;
    const spots = Math.floor(free / wallStepMm);
    const first = (wall.length - spots * wallStepMm) / 2;
    yield atWall(piece, wall, wall.length / 2, room);
    for (const point of opposite) yield atWall(piece, wall, spotAlong(wall, point), room);
    for (const end of [0, wall.length]) yield atWall(piece, wall, end, room);
    for (let i = 0; i <= spots; i++) yield atWall(piece, wall, first + i * wallStepMm, room);
  }
}

/** Returns the place at a spot of a wall, or the nearest that is wholly at it. */
function atWall(piece: Piece, wall: Wall, spot: number, room: Setting): Place {
  const [x, y] = [wall.segment[0][0] + wall.along[0] * spot, wall.segment[0][1] + wall.along[1] * spot];
  const [dx, dy] = alongWall({ x, y }, piece.size, wall);
  const place = { x: Math.round(x + dx), y: Math.round(y + dy), z: 0, rotation: wall.rotation };
  return atHeight(place, piece, room);
}

/** Returns the places of a grid over the room, and its middle, from coarse to fine, as one list for each step. */
export function* onGrid(piece: Piece, room: Setting): Generator<Place[], void, void> {
  const { x, y, width, height } = bounds(room.plan.outline);
  const rotations = rotationsOf(piece, room);
  let coarser = Infinity;
  const [mx, my] = room.middle;
  for (let step = coarsest(width * height); step >= gridMm; step /= 2) {
    const places: Place[] = [];
    const offer = (px: number, py: number) => {
      for (const rotation of rotations) places.push(atHeight({ x: px, y: py, z: 0, rotation }, piece, room));
    };
    if (coarser === Infinity) offer(Math.round(mx), Math.round(my));
    for (let down = 0; down <= height; down += step) {
      for (let right = 0; right <= width; right += step) {
        if (right % coarser === 0 && down % coarser === 0) continue;
        offer(x + right, y + down);
      }
    }
    coarser = step;
    yield places;
  }
}

/** Returns the step of the coarsest grid over an area: at least four times that of the finest. */
function coarsest(area: number): number {
  let step = 4 * gridMm;
  while (area / step ** 2 > mostCoarse) step *= 2;
  return step;
}

/** Returns the places of a fine grid round a point, all with one rotation. */
export function* aroundPoint(
  [x, y]: Point,
  rotation: number,
  piece: Piece,
  room: Setting,
): Generator<Place, void, void> {
  const step = gridMm;
  const rings = Math.ceil(aroundMm / step);
  for (let j = -rings; j <= rings; j++) {
    for (let i = -rings; i <= rings; i++)
      yield atHeight({ x: x + i * step, y: y + j * step, z: 0, rotation }, piece, room);
  }
}

/** Returns the rotations to try: along the longest wall, and the quarter turns from there that differ. */
export function rotationsOf(piece: Piece, { walls, longestWall }: Setting): number[] {
  const first = walls.find(({ length }) => length === longestWall)?.rotation ?? 0;
  return quarterTurns(piece.kind).map((turn) => normalizeAngle(first, turn));
}

/** Returns a place with the height at which a piece hangs there; others, and those with a height, stay as they are. */
export function atHeight(place: Place, piece: Piece, { plan }: Setting): Place {
  if (piece.mount === "wall" && place.z > 0) return place;
  return { ...place, z: newHungZ(place, piece, plan) ?? place.z };
}
