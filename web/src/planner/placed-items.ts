// The items of a room as the fit check and the search for places see them.

import type { FitInput } from "../fit/types.ts";
import { placeOf } from "../model/index.ts";
import type { BaseScene } from "./scene.ts";

/** An item that is there, or will be. */
export type Placed = FitInput["items"][number];

/** Returns all items of a room with their pieces, at the places where they are displayed. */
export function placedItems({ items, pieceOf }: Pick<BaseScene, "items" | "pieceOf">): Placed[] {
  return [...items.values()].map((item) => ({ id: item.id, place: placeOf(item), piece: pieceOf(item) }));
}
