// Computes the cart of a room: items of the same product and variant are one line, and mirrored ones another.

import { type Covered, coverage, priceOfCovered } from "../catalog/coverage.ts";
import { groupByPiece, isSold } from "../catalog/group.ts";
import type { Piece } from "../catalog/types.ts";
import type { FitReport } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Verdict } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { type Placed, placedIn, type Total, totalOf } from "./cart-total.ts";

export interface Line {
  piece: Piece;
  /** Ids of its items in the room. */
  ids: readonly string[];
  /** Price of all of them, in minor units; undefined without a price in the currency. */
  price: number | undefined;
  verdict: Verdict;
}

export interface Cart extends Total {
  /** What the shop sells, sorted by name. */
  lines: readonly Line[];
  /** What the shop doesn't sell, or no longer; sorted by name. */
  gone: readonly Line[];
  /** What somebody has already, sorted by name. */
  own: readonly Line[];
  /** Finishes to buy, in the catalogue's order. */
  finishes: readonly Covered[];
  /** Number of items and finishes to buy that have no price in the currency. */
  unpriced: number;
  /** Number of items to buy that don't fit. */
  blocked: number;
}

export function cartOf(
  items: Iterable<Placed>,
  pieceOf: (item: Placed) => Piece,
  fit: FitReport,
  { currency, lang }: Pick<Scene, "currency" | "lang">,
  finishes: readonly Covered[] = [],
): Cart {
  const placed = [...items];
  const all = groupByPiece(placed, pieceOf).map(({ piece, ids }): Line => {
    const one = piece.prices[currency];
    const verdict = worst(ids.map((id) => fit.items.get(id)?.verdict ?? "fits"));
    return { piece, ids, price: one === undefined ? undefined : one * ids.length, verdict };
  });
  const { compare } = new Intl.Collator(lang);
  const order = ({ piece: a }: Line, { piece: b }: Line) =>
    compare(a.name, b.name) ||
    compare(a.variant, b.variant) ||
    Number(a.mirrored ?? false) - Number(b.mirrored ?? false);
  all.sort(order);
  const lines = all.filter(({ piece }) => isSold(piece));
  const piecesOf = (some: readonly Line[]) => some.reduce((sum, { ids }) => sum + ids.length, 0);
  const toBuy = new Set(lines.flatMap((line) => line.ids));
  return {
    lines,
    gone: all.filter(({ piece }) => !piece.known),
    own: all.filter(({ piece }) => piece.own),
    finishes,
    ...totalOf(placed, pieceOf, currency, finishes),
    unpriced:
      piecesOf(lines.filter((line) => line.price === undefined)) +
      finishes.filter((one) => priceOfCovered(one, currency) === undefined).length,
    blocked: [...toBuy].filter((id) => fit.items.get(id)?.verdict === "blocked").length,
  };
}

/** Returns the cart of the current scene. */
export function cartIn({ scene }: { scene: Scene }): Cart {
  return cartOf(placedIn(scene), scene.pieceOf, scene.fit, scene, coverage(scene.plan, scene.catalog));
}
