// Which pieces an arrangement moves, and what they take along.

import { carriedAlong } from "../furniture/carried-along.ts";
import { carrierOf, ridersOf } from "../furniture/carriers.ts";
import type { Place } from "../model/index.ts";
import { turnOf } from "./guidelines.ts";
import { roleOf } from "./roles.ts";
import type { Stood } from "./setting.ts";

/** A piece that is moved by itself, with all that stands on it. */
export interface Mover extends Stood {
  /** What stands on it, at any depth: it keeps its place there (ST2). */
  riders: readonly Stood[];
}

/** Largest number of items that are moved at once, as many as one command moves. */
export const mostMoved = 25;

/**
 * Returns the pieces that may be moved, of those that are chosen. What stands on another moves only with it, so
 * a piece stays with all that is on it if somebody holds one of them, and so does what nothing holds. If there
 * are more than one command moves, those are left out that get their places last.
 */
export function moversOf(
  items: readonly Stood[],
  chosen: ReadonlySet<string>,
  held: ReadonlySet<string>,
): Mover[] {
  const free = items.flatMap((item): Mover[] => {
    if (!chosen.has(item.id) || held.has(item.id) || item.piece.mount === "top") return [];
    if (carrierOf(item, items) !== undefined) return [];
    const riders = ridersOf(item.id, items);
    return riders.some(({ id }) => held.has(id)) ? [] : [{ ...item, riders }];
  });
  free.sort((a, b) => turnOf(roleOf(a.piece)) - turnOf(roleOf(b.piece)));
  let left = mostMoved;
  return free.filter(({ riders }) => {
    const takes = 1 + riders.length;
    if (takes > left) return false;
    left -= takes;
    return true;
  });
}

/** Returns the places of movers with those of their riders. */
export function withRiders(movers: readonly Mover[], places: ReadonlyMap<string, Place>): Map<string, Place> {
  const all = new Map(places);
  for (const { id, place: from, riders } of movers) {
    const to = places.get(id);
    if (!to) continue;
    for (const rider of riders) all.set(rider.id, carriedAlong(rider.place, from, to));
  }
  return all;
}

/** Returns items at other places; those without one stay where they are. */
export function moved(items: readonly Stood[], places: ReadonlyMap<string, Place>): Stood[] {
  return items.map((item) => ({ ...item, place: places.get(item.id) ?? item.place }));
}
