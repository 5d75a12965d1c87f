// The height at which a piece hangs from the ceiling.

import type { Piece } from "../catalog/types.ts";
import { ceilingOver, usualCeilingMm } from "../geometry/ceiling.ts";
import { corners } from "../geometry/index.ts";
import type { Place, Plan } from "../model/index.ts";

/** Returns the `z` of a piece that touches the ceiling; undefined where its height is not known. */
export function highestZ(
  place: Place,
  { size }: Pick<Piece, "size">,
  plan: Pick<Plan, "ceiling" | "slopes">,
): number | undefined {
  const ceiling = ceilingOver(plan, [corners(place, size)]);
  return ceiling && Math.max(0, Math.floor(ceiling.height - size.height));
}

/** Returns the `z` at which a wall piece hangs: the wanted one, or lower where the ceiling is too low for it. */
export function hungZ(
  wanted: number,
  place: Place,
  piece: Pick<Piece, "size">,
  plan: Pick<Plan, "ceiling" | "slopes">,
): number {
  return Math.min(wanted, highestZ(place, piece, plan) ?? wanted);
}

/**
 * Returns the `z` of a new piece that hangs: of a wall piece its product's height, or lower where the ceiling is too
 * low for it, of a ceiling piece at the ceiling; undefined for a piece that stands.
 */
export function newHungZ(
  place: Place,
  piece: Pick<Piece, "size" | "mount" | "hangsAt">,
  plan: Pick<Plan, "ceiling" | "slopes">,
): number | undefined {
  switch (piece.mount) {
    case "wall":
      return hungZ(piece.hangsAt, place, piece, plan);
    case "ceiling":
      return highestZ(place, piece, plan) ?? usualZ(piece);
    default:
      return undefined;
  }
}

/** Returns the `z` of a piece that touches the ceiling in a room of the usual height. */
export function usualZ({ size }: Pick<Piece, "size">): number {
  return Math.max(0, usualCeilingMm - size.height);
}
