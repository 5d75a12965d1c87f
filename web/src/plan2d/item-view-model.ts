// Collects from a scene what is needed to draw its items.

import type { Piece } from "../catalog/types.ts";
import type { Finding, Place } from "../model/index.ts";
import type { BaseScene } from "../planner/scene.ts";
import { itemLabel } from "./labels.ts";
import type { Shown } from "./layers/items.ts";

export interface ShownItem {
  id: string;
  place: Place;
  piece: Piece;
  findings: readonly Finding[];
}

/** Returns the items with the given ids, by default all; ids that the scene doesn't have are left out. */
export function shownItems(scene: BaseScene, ids: Iterable<string> = scene.items.keys()): ShownItem[] {
  return [...ids].flatMap((id) => {
    const item = scene.items.get(id);
    if (!item) return [];
    return [
      { id, place: item, piece: scene.pieceOf(item), findings: scene.fit.items.get(id)?.findings ?? [] },
    ];
  });
}

/** Returns what is needed to draw one item; undefined if the scene doesn't have it. */
export function shownOf(scene: BaseScene, id: string): Shown | undefined {
  const view = scene.items.get(id);
  if (!view) return undefined;
  const piece = scene.pieceOf(view);
  const verdict = scene.fit.items.get(id)?.verdict;
  const label = itemLabel(view, piece, verdict, scene);
  return { view, piece, selected: scene.selection.has(id), verdict, label };
}
