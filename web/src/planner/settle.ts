// The height at which a piece stands or hangs where somebody puts it.

import type { Piece } from "../catalog/types.ts";
import { dropHeight, type Standing } from "../furniture/carriers.ts";
import { highestZ, usualZ } from "../furniture/ceiling-height.ts";
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
 * ceiling. A wall piece keeps its height, and so does a ceiling piece that somebody hung lower. `from` is
 * where the piece was before; the height of a `place` that differs from it was chosen by somebody.
 */
export function settled(place: Place, from: Place, piece: Piece, { plan, items }: Surroundings): Place {
  // What holds a piece that the shop does not have (any more) is not known.
  if (!piece.known) return place;
  if (!hangs(piece.mount)) return { ...place, z: dropHeight(place, piece, items) };
  const highest = highestZ(place, piece, plan);
  const before = highestZ(from, piece, plan) ?? usualZ(piece);
  const follows = piece.mount === "ceiling" && place.z === from.z && Math.abs(from.z - before) <= slackMm;
  if (follows) return { ...place, z: highest ?? usualZ(piece) };
  return { ...place, z: Math.min(place.z, highest ?? place.z) };
}

/** Returns the place of a new piece: a wall piece hangs at its product's height. */
export function settledNew(place: Place, piece: Piece, { plan, items }: Surroundings): Place {
  switch (piece.mount) {
    case "wall":
      return { ...place, z: piece.hangsAt };
    case "ceiling":
      return { ...place, z: highestZ(place, piece, plan) ?? usualZ(piece) };
    default:
      return { ...place, z: dropHeight(place, piece, items) };
  }
}
