// Finds the items that look different in another scene. Views of items, pieces and verdicts keep their
// identity while they are unchanged, so references are compared.

import type { BaseScene } from "./scene.ts";

/** Returns the ids of items that came or went, or whose place, lock, piece, verdict or selection changed. */
export function changedItems(before: BaseScene | undefined, now: BaseScene): Set<string> {
  if (before === now) return new Set();
  if (!before || before.pieceOf !== now.pieceOf) {
    return new Set([...(before?.items.keys() ?? []), ...now.items.keys()]);
  }
  const found = changedKeys(before.items, now.items);
  for (const id of changedKeys(before.fit.items, now.fit.items)) found.add(id);
  if (before.selection === now.selection) return found;
  for (const id of before.selection) if (!now.selection.has(id)) found.add(id);
  for (const id of now.selection) if (!before.selection.has(id)) found.add(id);
  return found;
}

/** Returns the keys whose values differ. */
function changedKeys(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): Set<string> {
  const found = new Set<string>();
  if (before === now) return found;
  for (const [key, value] of now) if (before.get(key) !== value) found.add(key);
  for (const key of before.keys()) if (!now.has(key)) found.add(key);
  return found;
}
