// The order of a place's keys in the golden files (WR9).

import type { Place } from "../model/index.ts";
import type { Preview } from "./protocol.ts";

/** A height of 0 is left out (WR2). */
export function orderedPlace({ x, y, z, rotation }: Place): object {
  return { x, y, z: z || undefined, rotation };
}

export function orderedPreview(p: Preview): object {
  return { id: p.id, ...orderedPlace(p), token: p.token };
}
