// The free wall round a piece that hangs.

import type { Piece } from "../catalog/types.ts";
import { corners } from "../geometry/index.ts";
import { distance } from "../geometry/polygons.ts";
import type { Place } from "../model/index.ts";
import { wallGapMm } from "./guidelines.ts";
import type { Stood } from "./setting.ts";

/**
 * Returns what reports whether a wall piece at a place leaves some wall free between it and all others that hang
 * there. Curtains hang beside each other.
 */
export function leavesGap({ kind, size }: Piece, items: readonly Stood[]): (place: Place) => boolean {
  const others = items
    .filter(({ piece }) => piece.mount === "wall" && !(kind === "curtain" && piece.kind === kind))
    .map(({ place, piece }) => {
      return { around: corners(place, piece.size), bottom: place.z, top: place.z + piece.size.height };
    });
  return (place) => {
    const around = corners(place, size);
    return others.every(
      ({ around: other, bottom, top }) =>
        place.z - top >= wallGapMm ||
        bottom - (place.z + size.height) >= wallGapMm ||
        distance(around, other) >= wallGapMm,
    );
  };
}
