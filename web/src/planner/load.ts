// What moves when a person moves items: the items themselves, and everything that stands on them (ST2).

import type { Piece } from "../catalog/types.ts";
import { carriedAlong } from "../furniture/carried-along.ts";
import { carrierOf, type Standing } from "../furniture/carriers.ts";
import { type Place, placeOf } from "../model/index.ts";
import type { BaseScene } from "./scene.ts";

export type Places = ReadonlyMap<string, Place>;

export interface Load {
  /** The items that the person moves; none of them stands on another. */
  led: readonly string[];
  /** The items that stand on these, at any depth, with the id of the one that carries them. */
  riders: ReadonlyMap<string, string>;
  /** Where all of them were at the start. */
  start: Places;
}

/** Returns all items of a room with their pieces. */
export function standingIn({
  items,
  pieceOf,
}: Pick<BaseScene, "items" | "pieceOf">): (Standing & { piece: Piece })[] {
  return [...items.values()].map((item) => ({ id: item.id, place: item, piece: pieceOf(item) }));
}

/**
 * Returns the same with what others drag at its stored places: until they put it down, it stands where it
 * was, as they may call the drag off.
 */
export function restingIn({ items, pieceOf }: Pick<BaseScene, "items" | "pieceOf">): Standing[] {
  return [...items.values()].map((item) => ({ id: item.id, place: item.home ?? item, piece: pieceOf(item) }));
}

/** Returns what moves when somebody moves some items. Of these, one that stands on another is carried by it. */
export function loadOf(ids: readonly string[], items: readonly Standing[]): Load {
  const below = new Map(items.map((item) => [item.id, carrierOf(item, items)]));
  const chosen = new Set(ids);
  const leaderOf = (id: string): string | undefined => {
    let leader: string | undefined;
    for (let at: string | undefined = id; at !== undefined; at = below.get(at)) {
      if (chosen.has(at)) leader = at;
    }
    return leader;
  };
  const start = new Map<string, Place>();
  const riders = new Map<string, string>();
  for (const { id, place } of items) {
    const leader = leaderOf(id);
    if (leader === undefined) continue;
    start.set(id, placeOf(place));
    if (leader !== id) riders.set(id, leader);
  }
  return { led: ids.filter((id) => start.has(id) && !riders.has(id)), riders, start };
}

/** Returns the items that are moved by hand when some items are: those that stand on others of them are not. */
export function ledBy(scene: Pick<BaseScene, "items" | "pieceOf">, ids: Iterable<string>): readonly string[] {
  const all = [...ids];
  return all.length > 1 ? loadOf(all, standingIn(scene)).led : all;
}

/** Returns the places with those of the riders: each keeps its place on what carries it. */
export function withRiders(places: Places, { riders, start }: Load): Places {
  const all = new Map(places);
  for (const [id, leader] of riders) {
    const [was, from, to] = [start.get(id), start.get(leader), places.get(leader)];
    if (was && from && to) all.set(id, carriedAlong(was, from, to));
  }
  return all;
}
