// An item prepared for the checks: its footprint is computed once.

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
  /** Whether it is a rug: rugs are never obstacles, and are not obstructed. */
  flat: boolean;
}

export function placedItem({ id, place, piece }: Pick<PlacedItem, "id" | "place" | "piece">): PlacedItem {
  const parts = footprint(piece.kind, place, piece.size, piece.mirrored);
  return { id, place, piece, parts, box: bounds(parts.flat()), flat: isRug(piece.kind) };
}

/** Reports whether two axis-parallel boxes are at most `mm` apart. */
export function boxesNear(a: Box, b: Box, mm: number): boolean {
  return (
    a.x - mm <= b.x + b.width &&
    b.x - mm <= a.x + a.width &&
    a.y - mm <= b.y + b.height &&
    b.y - mm <= a.y + a.height
  );
}
