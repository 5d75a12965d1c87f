// How like two places of a piece are.

import type { Kind, Place } from "../model/index.ts";
import { strayMm } from "./guidelines.ts";
import { turned } from "./turns.ts";

/** Returns 1 for the same place, less with the distance and the turn, 0 for one that is far away. */
export function likeness(kind: Kind, place: Place, other: Place): number {
  const square = (place.x - other.x) ** 2 + (place.y - other.y) ** 2;
  if (square >= strayMm ** 2) return 0;
  return (1 - Math.sqrt(square) / strayMm) * (1 - turned(kind, place.rotation, other.rotation));
}
