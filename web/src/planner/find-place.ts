// Finds a place for a new item: on a table, on a free wall, below the ceiling or on the floor.

import { reachMm } from "../arrange/guidelines.ts";
import { tolerablePlace } from "../arrange/placement.ts";
import { spotsOn } from "../arrange/slots.ts";
import { leavesGap } from "../arrange/wall-gap.ts";
import type { Piece } from "../catalog/types.ts";
import { sillMm } from "../fit/thresholds.ts";
import { hungZ } from "../furniture/ceiling-height.ts";
import { beside } from "../geometry/footprint.ts";
import { corners, pointInPolygon } from "../geometry/index.ts";
import { type Place, type Plan, type Point, placeOf } from "../model/index.ts";
import { freePlace, isFree, middleOf } from "../snap/free.ts";
import type { Standing } from "../snap/index.ts";
import { wallPlaces } from "../snap/wall-places.ts";
import { obstaclesOf } from "./drop-place.ts";
import { standingIn } from "./load.ts";
import { type Placed, placedItems } from "./placed-items.ts";
import type { BaseScene } from "./scene.ts";
import { settledNew } from "./settle.ts";

export interface Wish {
  near?: Point | undefined;
  rotation?: number;
  /** The height at which the piece should hang or stand; by default that of its product. */
  z?: number | undefined;
}

/** Height of doors and of windows where they were not measured, millimetres. */
const doorMm = 2100;
const windowMm = 1200;

/** What the search for a place needs: a room, and what stands in it. */
type Furnished = Pick<BaseScene, "plan" | "items" | "pieceOf">;

/**
 * Returns the work that the search for a place may do in a room of so many pieces: as much as it needs in rooms as
 * people have them, and in a hall full of furniture as little that adding is not felt.
 */
export function placementEffort(pieces: number): number {
  return Math.max(3000, 40_000 - 400 * pieces);
}

/**
 * Returns a place for a new piece near a spot, or where it suits best: one where it fits, or else is tight, or
 * else is clear of all else if possible. Whether it can be delivered does not depend on its place.
 */
export function findPlace(
  scene: Furnished,
  piece: Piece,
  wish: Wish = {},
  more: readonly Placed[] = [],
  effort = placementEffort(scene.items.size + more.length),
): Place {
  const { near, rotation, z = 0 } = wish;
  const hung = { ...piece, packages: [], hangsAt: wish.z ?? piece.hangsAt };
  const items = [...placedItems(scene), ...more];
  const raised = piece.mount === "floor-or-top" && z > 0;
  const found = tolerablePlace({ plan: scene.plan, items }, hung, {
    near,
    rotation,
    raised,
    effort,
  });
  return found?.place ?? clearPlace(scene, piece, wish, more.map(sizedOf));
}

function sizedOf({ id, place, piece }: Placed): Standing {
  return { id, place, size: piece.size };
}

/** Returns a place that is clear of all else if possible, near a spot or where the piece is of use. */
function clearPlace(scene: Furnished, piece: Piece, wish: Wish, more: readonly Standing[]): Place {
  switch (piece.mount) {
    case "wall":
      return onWall(scene, piece, wish, more);
    case "ceiling":
      return belowCeiling(scene, piece, wish, more);
    default: {
      const raised = piece.mount === "top" || (piece.mount === "floor-or-top" && (wish.z ?? 0) > 0);
      return (raised ? onCarrier(scene, piece, wish, more) : undefined) ?? onFloor(scene, piece, wish, more);
    }
  }
}

/** Reports whether a piece is in the room at a place, and clear of what is there at its height. */
export function isFreeAt(scene: Furnished, piece: Piece, place: Place): boolean {
  const taken = obstaclesOf(scene, piece, place.z);
  if (piece.mount !== "wall") return isFree(place, piece.size, shellAt(scene, place.z), taken);
  return isFree(place, backedOff(piece), { ...scene.plan, doors: [] }, taken);
}

function onFloor(scene: Furnished, piece: Piece, { near, rotation }: Wish, more: readonly Standing[]): Place {
  const taken = [...obstaclesOf(scene, piece, 0), ...more];
  return freePlace(piece.size, scene.plan, taken, near, rotation);
}

function belowCeiling(scene: Furnished, piece: Piece, wish: Wish, more: readonly Standing[]): Place {
  const around = { plan: scene.plan, items: [] };
  const hung = (place: Place) => settledNew(place, piece, around);
  const above = wish.near ? [] : tablesOf(scene).map(hung);
  const over = above.find((place) => isFreeAt(scene, piece, place));
  if (over) return over;
  const [x, y] = wish.near ?? middleOf(scene.plan);
  const { z } = hung({ x, y, z: 0, rotation: 0 });
  const taken = [...obstaclesOf(scene, piece, z), ...more];
  const place = freePlace(piece.size, { ...scene.plan, walls: [], doors: [] }, taken, [x, y], wish.rotation);
  return hung(place);
}

/** Returns the places of the tables, the largest first. */
function tablesOf({ items, pieceOf }: Furnished): Place[] {
  const area = ({ size }: Piece) => size.width * size.depth;
  return [...items.values()]
    .map((item) => ({ item, piece: pieceOf(item) }))
    .filter(({ piece }) => piece.kind === "table" || piece.kind === "round-table")
    .sort((a, b) => area(b.piece) - area(a.piece))
    .map(({ item }) => placeOf(item));
}

function onWall(scene: Furnished, piece: Piece, wish: Wish, more: readonly Standing[]): Place {
  const { plan } = scene;
  const wanted = wish.z ?? piece.hangsAt;
  const taken = new Map<number, readonly Standing[]>();
  const takenAt = (z: number) => {
    const there = taken.get(z) ?? [...obstaclesOf(scene, piece, z), ...openingsAt(scene, piece, z), ...more];
    taken.set(z, there);
    return there;
  };
  const hung = (place: Place): Place => ({ ...place, z: hungZ(wanted, place, piece, plan) });
  const places = wallPlaces(piece.size, plan, wish.near ?? middleOf(scene.plan)).map(hung);
  const shell = { ...plan, doors: [] };
  const apart = places.filter(leavesGap(piece, placedItems(scene)));
  const free = [...apart, ...places].find((place) =>
    isFree(place, backedOff(piece), shell, takenAt(place.z)),
  );
  return free ?? places[0] ?? hung(freePlace(piece.size, plan, takenAt(wanted), wish.near, wish.rotation));
}

/** Returns a piece's footprint without its back, which touches the wall. */
function backedOff({ size }: Piece): { width: number; depth: number } {
  return { width: size.width - 4, depth: Math.max(1, size.depth - 8) };
}

/** Returns the doors and windows that a wall piece at a height would cover, as obstacles. */
function openingsAt({ plan }: Furnished, { size }: Piece, z: number): Standing[] {
  const doors = plan.doors.map((door) => ({ ...door, sill: 0, height: door.height ?? doorMm }));
  const windows = plan.windows.map(({ sill = sillMm, height = windowMm, ...rest }) => {
    return { ...rest, sill, height };
  });
  return [...doors, ...windows]
    .filter(({ sill, height }) => z < sill + height && z + size.height > sill)
    .map(({ id, width, ...place }) => ({ id, place: { ...place, z: 0 }, size: { width, depth: 400 } }));
}

/** Returns a free place on the nearest piece that carries others and can be reached; undefined if there is none. */
function onCarrier(scene: Furnished, piece: Piece, wish: Wish, more: readonly Standing[]): Place | undefined {
  const [x, y] = wish.near ?? middleOf(scene.plan);
  const away = ({ place }: { place: Place }) => Math.hypot(place.x - x, place.y - y);
  const tops = standingIn(scene)
    .map((carrier) => ({ ...carrier, z: carrier.place.z + carrier.piece.size.height }))
    .filter((carrier) => carrier.piece.carries && carrier.z <= reachMm)
    .sort((a, b) => away(a) - away(b));
  for (const { place, piece: carrier, z } of tops) {
    const around = corners(place, carrier.size);
    const taken = [...obstaclesOf(scene, piece, z), ...more];
    for (const [right, front] of spotsOn(carrier.size)) {
      const spot = beside(place, right, front);
      const at = {
        x: Math.round(spot.x),
        y: Math.round(spot.y),
        z,
        rotation: wish.rotation ?? place.rotation,
      };
      const on = corners(at, piece.size).every((corner) => pointInPolygon(around, corner));
      if (on && isFree(at, piece.size, { outline: [], walls: [], doors: [] }, taken)) return at;
    }
  }
  return undefined;
}

/** Returns the plan as far as it is in the way at a height. */
function shellAt({ plan }: Furnished, z: number): Plan {
  return { ...plan, doors: plan.doors.filter(({ height = doorMm }) => z < height) };
}
