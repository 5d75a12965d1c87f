// The height at which a piece stands or hangs where somebody puts it.

import type { Piece } from "../catalog/types.ts";
import { dropHeight, type Standing } from "../furniture/carriers.ts";
import { type Ceiling, hangingHeight } from "../furniture/ceiling.ts";
import { hangs, type Place } from "../model/index.ts";

/** What a piece may stand on or hang from; `items` without the piece itself and what stands on it. */
export interface Surroundings {
  plan: Ceiling;
  items: readonly Standing[];
}

/** A piece that hangs this much below the ceiling, or less, hangs from it; millimetres. */
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
  const highest = hangingHeight(place, piece.size, plan);
  const follows =
    piece.mount === "ceiling" &&
    place.z === from.z &&
    Math.abs(from.z - hangingHeight(from, piece.size, plan)) <= slackMm;
  if (follows) return { ...place, z: highest };
  return isLimited(plan) ? { ...place, z: Math.min(place.z, highest) } : place;
}

/** Reports whether anything is known of the ceiling's height. */
function isLimited({ ceiling, slopes = [] }: Ceiling): boolean {
  return ceiling !== undefined || slopes.length > 0;
}

/** Returns the place of a new piece: a wall piece hangs at its product's height. */
export function settledNew(place: Place, piece: Piece, { plan, items }: Surroundings): Place {
  switch (piece.mount) {
    case "wall":
      return { ...place, z: piece.hangsAt };
    case "ceiling":
      return { ...place, z: hangingHeight(place, piece.size, plan) };
    default:
      return { ...place, z: dropHeight(place, piece, items) };
  }
}
