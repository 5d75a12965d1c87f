// An item prepared for the checks: its footprint is computed once.

import type { Piece } from "../catalog/types.ts";
import { restMm } from "../furniture/carriers.ts";
import { footprint, isRug } from "../geometry/footprint.ts";
import { type Box, bounds } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";

/** Heights above the floor, millimetres. */
export interface HeightRange {
  bottom: number;
  top: number;
}

export interface PlacedItem extends HeightRange {
  id: string;
  place: Place;
  piece: Piece;
  /** Convex parts of the footprint. */
  parts: readonly (readonly Point[])[];
  box: Box;
  /** Id of the item on which it stands (ST1); undefined for the floor, a wall, the ceiling, or nothing. */
  on: string | undefined;
  /** Whether it gives way, as rugs and curtains do: they are never obstacles, and are not obstructed. */
  yields: boolean;
}

export function placedItem(
  { id, place, piece }: Pick<PlacedItem, "id" | "place" | "piece">,
  on?: string,
): PlacedItem {
  const parts = footprint(piece.kind, place, piece.size, piece.mirrored);
  const yields = isRug(piece.kind) || piece.kind === "curtain";
  return { id, place, piece, parts, box: bounds(parts.flat()), ...heightRange({ place, piece }), on, yields };
}

/** Returns the heights of an item's lowest and highest points. */
export function heightRange({ place, piece }: Pick<PlacedItem, "place" | "piece">): HeightRange {
  return { bottom: place.z, top: place.z + piece.size.height };
}

/** Reports whether an item stands on the floor, as far as measures are exact. */
export function isOnFloor({ bottom }: HeightRange): boolean {
  return bottom <= restMm;
}

/** Reports whether two ranges share more than what an item may be in its carrier. */
export function heightsMeet(a: HeightRange, b: HeightRange): boolean {
  return Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom) > restMm;
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
