// Which items look different in another scene. Views of items, pieces and verdicts are kept as long as
// nothing of them is different, so comparing them is comparing references.

import type { BaseScene } from "./scene.ts";

/** The ids of items that came, went, or differ in what a view draws of them: place, lock, piece, verdict, selection. */
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

/** The keys whose values are others. */
function changedKeys(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): Set<string> {
  const found = new Set<string>();
  if (before === now) return found;
  for (const [key, value] of now) if (before.get(key) !== value) found.add(key);
  for (const key of before.keys()) if (!now.has(key)) found.add(key);
  return found;
}
