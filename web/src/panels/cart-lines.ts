// Computes the cart of a room: items of the same product and variant are one line, and mirrored ones another.

import { type Covered, coverage, priceOfAll, priceOfCovered } from "../catalog/coverage.ts";
import { groupByPiece } from "../catalog/group.ts";
import type { Piece } from "../catalog/types.ts";
import type { FitReport } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Own, Verdict } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { derived, untracked } from "./tracked.ts";

export interface Line {
  piece: Piece;
  /** Ids of its items in the room. */
  ids: readonly string[];
  /** Price of all of them, in minor units; undefined without a price in the currency. */
  price: number | undefined;
  verdict: Verdict;
}

export interface Cart {
  /** What the shop sells, sorted by name. */
  lines: readonly Line[];
  /** What the shop doesn't sell, or no longer; sorted by name. */
  gone: readonly Line[];
  /** What somebody has already, sorted by name. */
  own: readonly Line[];
  /** Finishes to buy, in the catalogue's order. */
  finishes: readonly Covered[];
  /** Price of all items and finishes to buy, in minor units; those without a price count 0. */
  total: number;
  /** Number of items to buy. */
  count: number;
  /** Number of items and finishes to buy that have no price in the currency. */
  unpriced: number;
  /** Number of items to buy that don't fit. */
  blocked: number;
}

interface Placed {
  id: string;
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
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

function isSold({ known, own }: Piece): boolean {
  return known && !own;
}

/** Returns how many of some items the shop sells, and their total price with that of finishes, in minor units. */
function totalOf(
  items: readonly Placed[],
  pieceOf: (item: Placed) => Piece,
  currency: string,
  finishes: readonly Covered[],
): Pick<Cart, "count" | "total"> {
  const sold = items.map(pieceOf).filter(isSold);
  const pieces = sold.reduce((sum, { prices }) => sum + (prices[currency] ?? 0), 0);
  return { count: sold.length, total: pieces + priceOfAll(finishes, currency) };
}

/** Returns a text that changes whenever the cart does; a move doesn't change it. */
function itemsKey(items: Iterable<Placed>): string {
  return [...items]
    .map((item) => {
      const { id, product, variant, own, mirrored = false } = item;
      return `${id} ${product} ${variant} ${mirrored} ${own ? JSON.stringify(own) : ""}`;
    })
    .join("\n");
}

function placedIn(scene: Scene): Placed[] {
  derived(() => itemsKey(scene.items.values()));
  return [...untracked(() => scene.items).values()];
}

/** Returns the cart of the current scene. */
export function cartIn({ scene }: { scene: Scene }): Cart {
  return cartOf(placedIn(scene), scene.pieceOf, scene.fit, scene, coverage(scene.plan, scene.catalog));
}

/** Returns count and total of the current cart. They don't depend on the fit report, as `cartIn` does. */
export function totalIn({ scene }: { scene: Scene }): Pick<Cart, "count" | "total"> {
  return totalOf(placedIn(scene), scene.pieceOf, scene.currency, coverage(scene.plan, scene.catalog));
}
