// Which item stands on which: SPEC section 20.

import type { Piece } from "../catalog/types.ts";
import { footprint } from "../geometry/footprint.ts";
import { pointInPolygon } from "../geometry/index.ts";
import type { Place, PlanPlace } from "../model/index.ts";

/** An item as far as it matters to what stands on it, or it on others. */
export interface Standing {
  id: string;
  place: Place;
  piece: Pick<Piece, "kind" | "size" | "mount" | "carries" | "mirrored">;
}

/** ST1: largest difference between an item's `z` and its carrier's top, millimetres. */
export const restMm = 5;

/** ST1: returns the id of the item on which an item stands; undefined if it stands on none. */
export function carrierOf({ id, place }: Standing, items: Iterable<Standing>): string | undefined {
  if (place.z === 0) return undefined;
  let found: Standing | undefined;
  let nearest = Infinity;
  for (const other of items) {
    // Only lower items carry, so that no two carry each other, however thin they are.
    if (other.id === id || other.place.z >= place.z) continue;
    if (Math.abs(topOf(other) - place.z) > restMm || !isUnder(place, other)) continue;
    const far = Math.hypot(other.place.x - place.x, other.place.y - place.y);
    // Of equal ones the first by id, so that all clients find the same.
    if (far > nearest || (far === nearest && found && found.id < other.id)) continue;
    [found, nearest] = [other, far];
  }
  return found?.id;
}

/** Returns what stands on an item, directly or on other items that do. */
export function ridersOf<I extends Standing>(id: string, items: readonly I[]): I[] {
  const above = new Map<string, I[]>();
  for (const item of items) {
    const below = carrierOf(item, items);
    if (below !== undefined) above.set(below, [...(above.get(below) ?? []), item]);
  }
  const riders: I[] = [...(above.get(id) ?? [])];
  for (const rider of riders) riders.push(...(above.get(rider.id) ?? []));
  return riders;
}

/**
 * Returns the `z` at which a piece stands when it is put down: the highest top under its centre that may carry
 * it, or 0 for the floor. `items` must not include the item itself, nor what stands on it. Pieces that stand
 * on the floor only are put there; how high a wall or ceiling piece hangs is not told here.
 * @param atMost Tops above this height are ignored, for a piece that falls from there.
 */
export function dropHeight(
  place: PlanPlace,
  { mount }: Pick<Piece, "mount">,
  items: Iterable<Standing>,
  atMost = Infinity,
): number {
  let highest = 0;
  if (mount !== "top" && mount !== "floor-or-top") return highest;
  for (const other of items) {
    const top = topOf(other);
    if (top > highest && top <= atMost && isUnder(place, other)) highest = top;
  }
  return highest;
}

function topOf({ place, piece }: Standing): number {
  return place.z + piece.size.height;
}

/** Reports whether an item may carry others, and a point is on its footprint. */
function isUnder({ x, y }: PlanPlace, { place, piece }: Standing): boolean {
  const { kind, size, carries, mirrored } = piece;
  const reach = Math.hypot(size.width, size.depth) / 2;
  if (!carries || Math.hypot(place.x - x, place.y - y) > reach) return false;
  return footprint(kind, place, size, mirrored).some((part) => pointInPolygon(part, [x, y]));
}
