// Computes how much there is to buy in a room, and its price: the tab bar displays them from the start.

import { type Covered, coverage, priceOfAll } from "../catalog/coverage.ts";
import { isSold } from "../catalog/group.ts";
import type { Piece } from "../catalog/types.ts";
import type { Own } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { derived, untracked } from "./tracked.ts";

export interface Total {
  /** Price of all items and finishes to buy, in minor units; those without a price count 0. */
  total: number;
  /** Number of items to buy. */
  count: number;
}

export interface Placed {
  id: string;
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
}

/** Returns how many of some items the shop sells, and their total price with that of finishes, in minor units. */
export function totalOf(
  items: readonly Placed[],
  pieceOf: (item: Placed) => Piece,
  currency: string,
  finishes: readonly Covered[],
): Total {
  const sold = items.map(pieceOf).filter(isSold);
  const pieces = sold.reduce((sum, { prices }) => sum + (prices[currency] ?? 0), 0);
  return { count: sold.length, total: pieces + priceOfAll(finishes, currency) };
}

/** Returns a text that changes whenever the cart does; a move doesn't change it. */
function itemsKey(items: Iterable<Placed>): string {
  return [...items]
    .map(({ id, product, variant, own, mirrored }) => JSON.stringify([id, product, variant, own, mirrored]))
    .join();
}

/** Returns the items of the current scene. A template that reads them is not drawn again by a move. */
export function placedIn(scene: Scene): Placed[] {
  derived(() => itemsKey(scene.items.values()));
  return [...untracked(() => scene.items).values()];
}

/** Returns count and total of the current cart. They don't depend on the fit report, as `cartIn` does. */
export function totalIn({ scene }: { scene: Scene }): Total {
  return totalOf(placedIn(scene), scene.pieceOf, scene.currency, coverage(scene.plan, scene.catalog));
}
