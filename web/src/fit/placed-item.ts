// An item prepared for the checks: its footprint is reckoned once.

import type { Piece } from "../catalog/types.ts";
import { footprint, isRug } from "../geometry/footprint.ts";
import { type Box, bounds } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";

export interface PlacedItem {
  id: string;
  place: Place;
  piece: Piece;
  /** Convex parts of the footprint. */
  parts: readonly (readonly Point[])[];
  box: Box;
  /** Rugs: nothing is in their way, and they are in the way of nothing. */
  flat: boolean;
}

export function placedItem({ id, place, piece }: Pick<PlacedItem, "id" | "place" | "piece">): PlacedItem {
  const parts = footprint(piece.kind, place, piece.size);
  return { id, place, piece, parts, box: bounds(parts.flat()), flat: isRug(piece.kind) };
}

/** True when two upright boxes are at most so far apart. */
export function boxesNear(a: Box, b: Box, mm: number): boolean {
  return (
    a.x - mm <= b.x + b.width &&
    b.x - mm <= a.x + a.width &&
    a.y - mm <= b.y + b.height &&
    b.y - mm <= a.y + a.height
  );
}
