// What happens to the items that stand on others when these are removed (ST3) or change their height (ST4).

import { carrierOf, dropHeight, type Standing } from "../furniture/carriers.ts";
import { hangs, type Place, placeOf } from "../model/index.ts";
import { loadOf } from "./load.ts";

/** A new place of an item that is not moved by hand. */
export interface Settling {
  id: string;
  /** The id of the changed item that carries it. */
  on: string;
  before: Place;
  after: Place;
}

/** ST3: returns where the items that stand on removed ones fall: on what is below them there, or on the floor. */
export function fallsFrom(removed: readonly string[], items: readonly Standing[]): Settling[] {
  const gone = new Set(removed);
  const { riders } = loadOf(removed, items);
  const falling = items
    .filter(({ id, piece }) => riders.has(id) && !gone.has(id) && !hangs(piece.mount))
    .sort((a, b) => a.place.z - b.place.z);
  // What fell before may carry what falls after it.
  const below = items.filter(({ id }) => !gone.has(id) && !falling.some((item) => item.id === id));
  return falling.flatMap((item) => {
    const before = placeOf(item.place);
    const after = { ...before, z: fallHeight(item, below) };
    below.push({ ...item, place: after });
    return after.z === before.z ? [] : [{ id: item.id, on: riders.get(item.id) ?? "", before, after }];
  });
}

/** Returns the `z` to which an item falls when nothing holds it. */
export function fallHeight({ place, piece }: Standing, items: readonly Standing[]): number {
  return dropHeight(place, piece, items, place.z);
}

/**
 * ST4: returns where the items stand whose carriers change their height, on `now`: the items with their pieces
 * after the change.
 */
export function risesWith(now: readonly Standing[], items: readonly Standing[]): Settling[] {
  const heights = new Map(now.map(({ id, piece }) => [id, piece.size.height]));
  const rises = new Map<string, { by: number; on: string }>();
  // From low to high, so that a carrier is done before what stands on it.
  for (const item of [...items].sort((a, b) => a.place.z - b.place.z)) {
    const on = carrierOf(item, items);
    const carrier = on === undefined ? undefined : items.find(({ id }) => id === on);
    if (on === undefined || !carrier) continue;
    const { height } = carrier.piece.size;
    const own = (heights.get(on) ?? height) - height;
    const before = rises.get(on);
    const by = own + (before?.by ?? 0);
    if (by !== 0) rises.set(item.id, { by, on: own === 0 && before ? before.on : on });
  }
  return items.flatMap(({ id, place }) => {
    const rise = rises.get(id);
    if (!rise) return [];
    const before = placeOf(place);
    return [{ id, on: rise.on, before, after: { ...before, z: Math.max(0, before.z + rise.by) } }];
  });
}
