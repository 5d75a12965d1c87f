// The height at which a piece stands or hangs where somebody puts it.

import type { Piece } from "../catalog/types.ts";
import { dropHeight, type Standing } from "../furniture/carriers.ts";
import { highestZ, hungZ, newHungZ, usualZ } from "../furniture/ceiling-height.ts";
import { hangs, type Place, type Plan } from "../model/index.ts";

/** What a piece may stand on or hang from; `items` without the piece itself and what stands on it. */
export interface Surroundings {
  plan: Pick<Plan, "ceiling" | "slopes">;
  items: readonly Standing[];
}

/** A piece whose top is this far from the ceiling, or less, hangs from it; millimetres. */
const slackMm = 5;

/**
 * Returns a place with the height that the piece has there: on what carries it, on the floor, or below the
 * ceiling. A wall piece keeps its height, unless the ceiling pressed it below its product's; so does a ceiling
 * piece that somebody hung lower. `from` is where the piece was before; the height of a `place` that differs
 * from it was chosen by somebody.
 */
export function settled(place: Place, from: Place, piece: Piece, { plan, items }: Surroundings): Place {
  // What holds a piece that the shop does not have (any more) is not known.
  if (!piece.known) return place;
  if (!hangs(piece.mount)) return { ...place, z: dropHeight(place, piece, items) };
  const before = highestZ(from, piece, plan) ?? usualZ(piece);
  const touched = place.z === from.z && Math.abs(from.z - before) <= slackMm;
  if (touched && piece.mount === "ceiling") return settledNew(place, piece, { plan, items });
  const wanted = touched ? Math.max(place.z, piece.hangsAt) : place.z;
  return { ...place, z: hungZ(wanted, place, piece, plan) };
}

/** Returns the place of a new piece: a wall piece hangs at its product's height, or as high as the ceiling permits. */
export function settledNew(place: Place, piece: Piece, { plan, items }: Surroundings): Place {
  return { ...place, z: newHungZ(place, piece, plan) ?? dropHeight(place, piece, items) };
}
