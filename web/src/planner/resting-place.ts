// The place of an item that is put down.

import { hungZ } from "../furniture/ceiling-height.ts";
import { type Place, placeOf } from "../model/index.ts";
import { dropPlace } from "./drop-place.ts";
import { fallHeight } from "./falls.ts";
import { standingIn } from "./load.ts";
import type { BaseScene } from "./scene.ts";
import { settledNew } from "./settle.ts";

/**
 * Returns where an item stands or hangs when it is put down: on what is below it, on the nearest wall, or
 * below the ceiling.
 */
export function restingPlace(scene: BaseScene, id: string): Place | undefined {
  const items = standingIn(scene);
  const item = scene.items.get(id);
  if (!item) return undefined;
  const piece = scene.pieceOf(item);
  const { x, y, z } = item;
  if (piece.mount === "wall") {
    const place = dropPlace({ ...scene, snapping: true }, piece, [x, y], false);
    return { ...place, z: hungZ(z, place, piece, scene.plan) };
  }
  if (piece.mount === "ceiling") return settledNew(placeOf(item), piece, { plan: scene.plan, items });
  return { ...placeOf(item), z: fallHeight({ id, place: item, piece }, items) };
}
