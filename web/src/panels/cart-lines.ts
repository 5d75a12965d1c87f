// The room as a cart: what is the same is one line.

import { groupByPiece } from "../catalog/group.ts";
import type { Piece } from "../catalog/types.ts";
import type { FitReport } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Verdict } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { derived, untracked } from "./tracked.ts";

export interface Line {
  piece: Piece;
  /** The items of it in the room. */
  ids: readonly string[];
  /** Of all, in minor units; undefined without a price in the currency. */
  price: number | undefined;
  verdict: Verdict;
}

export interface Cart {
  /** By name. */
  lines: readonly Line[];
  /** What the shop does not sell (any more). */
  gone: readonly Line[];
  total: number;
  /** Pieces to buy. */
  count: number;
  /** Pieces to buy that have no price in the currency. */
  unpriced: number;
  /** Pieces to buy that don't fit. */
  blocked: number;
}

interface Placed {
  id: string;
  product: string;
  variant: string;
}

export function cartOf(
  items: Iterable<Placed>,
  pieceOf: (item: Placed) => Piece,
  fit: FitReport,
  { currency, lang }: Pick<Scene, "currency" | "lang">,
): Cart {
  const placed = [...items];
  const all = groupByPiece(placed, pieceOf).map(({ piece, ids }): Line => {
    const one = piece.prices[currency];
    const verdict = worst(ids.map((id) => fit.items.get(id)?.verdict ?? "fits"));
    return { piece, ids, price: one === undefined ? undefined : one * ids.length, verdict };
  });
  const { compare } = new Intl.Collator(lang);
  all.sort((a, b) => compare(a.piece.name, b.piece.name) || compare(a.piece.variant, b.piece.variant));
  const lines = all.filter((line) => line.piece.known);
  const piecesOf = (some: readonly Line[]) => some.reduce((sum, { ids }) => sum + ids.length, 0);
  const toBuy = new Set(lines.flatMap((line) => line.ids));
  return {
    lines,
    gone: all.filter((line) => !line.piece.known),
    ...totalOf(placed, pieceOf, currency),
    unpriced: piecesOf(lines.filter((line) => line.price === undefined)),
    blocked: [...toBuy].filter((id) => fit.items.get(id)?.verdict === "blocked").length,
  };
}

/** How many of some items the shop sells, and what they come to in minor units. */
function totalOf(
  items: readonly Placed[],
  pieceOf: (item: Placed) => Piece,
  currency: string,
): Pick<Cart, "count" | "total"> {
  const sold = items.map(pieceOf).filter(({ known }) => known);
  return { count: sold.length, total: sold.reduce((sum, { prices }) => sum + (prices[currency] ?? 0), 0) };
}

/** Moves don't change a cart. */
function itemsKey(items: Iterable<{ id: string; product: string; variant: string }>): string {
  return [...items].map(({ id, product, variant }) => `${id} ${product} ${variant}`).join("\n");
}

function placedIn(scene: Scene): Placed[] {
  derived(() => itemsKey(scene.items.values()));
  return [...untracked(() => scene.items).values()];
}

/** The cart of the room as it is. */
export function cartIn({ scene }: { scene: Scene }): Cart {
  return cartOf(placedIn(scene), scene.pieceOf, scene.fit, scene);
}

/** What the cart of the room comes to; whether its pieces fit changes nothing of that. */
export function totalIn({ scene }: { scene: Scene }): Pick<Cart, "count" | "total"> {
  return totalOf(placedIn(scene), scene.pieceOf, scene.currency);
}
