// The tags above items, e.g. with the name of who holds them.

import type { LockView } from "../client/index.ts";
import type { BaseScene } from "./scene.ts";

/**
 * Returns the tag of an item; empty if it lies over a lower item with the same tag, which is enough for what is
 * moved together.
 */
export function tagOnce(
  { items, pieceOf }: Pick<BaseScene, "items" | "pieceOf">,
  id: string,
  tagOf: (lock: LockView) => string,
): string {
  const item = items.get(id);
  const tag = item && tagOf(item.lock);
  if (!tag) return "";
  for (const other of items.values()) {
    if (other.z >= item.z || tagOf(other.lock) !== tag) continue;
    const { width, depth } = pieceOf(other).size;
    if (Math.hypot(other.x - item.x, other.y - item.y) < Math.hypot(width, depth) / 2) return "";
  }
  return tag;
}
