// The cart: lines to buy, with the results of the fit check.

import { type Covered, priceOfAll, priceOfCovered } from "../catalog/coverage.ts";
import { groupByPiece, isSold } from "../catalog/group.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Chosen } from "../catalog/piece.ts";
import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Finding } from "../model/index.ts";
import type { CartDetail, CartLine, FinishLine, Reason } from "./types.ts";

export interface CartInput {
  currency: string;
  items: Iterable<ItemView>;
  pieceOf: (item: Chosen) => Piece;
  /** Finishes to buy. */
  covered: readonly Covered[];
  /** BCP 47. */
  lang: string;
  fit: FitReport;
  /** Returns a finding as a sentence. */
  say: (finding: Finding) => string;
}

/** Returns what is bought of the current room, without pieces that the shop doesn't sell (any more), or that somebody has. */
export function cartOf(input: CartInput): Pick<CartDetail, "total" | "verdict" | "lines" | "finishes"> {
  const sold = groupByPiece(input.items, input.pieceOf).filter(({ piece }) => isSold(piece));
  const lines = sold.map(({ piece, ids }) => lineOf(piece, ids, input));
  const { currency, covered } = input;
  const total = lines.reduce((sum, line) => sum + (line.price ?? 0), priceOfAll(covered, currency));
  const verdict = worst(lines.map((l) => l.verdict));
  const finishes = covered.map((one) => finishLine(one, input));
  return { total, verdict, lines, finishes };
}

function finishLine(covered: Covered, { currency, lang }: CartInput): FinishLine {
  const { finish, squareMetres } = covered;
  return {
    sku: finish.sku ?? "",
    finish: finish.id,
    name: inLanguage(finish.name, lang),
    squareMetres,
    unitPrice: finish.prices?.[currency],
    price: priceOfCovered(covered, currency),
  };
}

function lineOf(piece: Piece, ids: readonly string[], { currency, fit, say }: CartInput): CartLine {
  const { sku, product, variant, name, mirrored } = piece;
  const unitPrice = piece.prices[currency];
  const fits = ids.flatMap((id) => fit.items.get(id) ?? []);
  const reasons = new Map<string, Reason>();
  for (const finding of fits.flatMap((f) => f.findings)) {
    const text = say(finding);
    reasons.set(text, { ...finding, text });
  }
  return {
    sku,
    product,
    variant,
    name,
    ...(mirrored && { mirrored }),
    unitPrice,
    quantity: ids.length,
    price: unitPrice === undefined ? undefined : unitPrice * ids.length,
    verdict: worst(fits.map((f) => f.verdict)),
    reasons: [...reasons.values()],
    items: ids,
  };
}
