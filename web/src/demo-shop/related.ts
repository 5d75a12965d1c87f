// The products that go with the one of the page: those that the planner recommends, without a room.

import type { Catalog, Piece } from "../catalog/types.ts";
import { runSync } from "../fit/task.ts";
import type { Language } from "../i18n/language.ts";
import { recommendTextsOf } from "../i18n/recommend/index.ts";
import { assortmentOf, loadPairs, type Reason, rankWith, varied } from "../recommend/index.ts";
import { sentenceOf } from "../recommend/sentence.ts";

/** A product that goes with another, and why. */
export interface Related {
  piece: Piece;
  why: string;
}

export interface RelatedTo {
  piece: Piece;
  catalog: Catalog;
  pieceOf: (item: { product: string; variant: string }) => Piece;
  currency: string;
  /** BCP 47. */
  lang: string;
  language: Language;
}

const most = 4;

/** Returns up to four products of different roles that go with a piece, best first. */
export async function relatedTo({
  piece,
  catalog,
  pieceOf,
  currency,
  lang,
  language,
}: RelatedTo): Promise<Related[]> {
  const [{ why }, pairs] = await Promise.all([
    recommendTextsOf(language),
    catalog.pairs === undefined ? undefined : loadPairs(catalog.pairs),
  ]);
  const anchor = { id: piece.product, piece };
  const assortment = assortmentOf(catalog, pieceOf, currency);
  const speech = { why, nameOf: () => piece.name, units: "cm" as const, lang };
  const found: { best: Piece; reasons: readonly Reason[] }[] = [];
  const roles = new Set<string>();
  for (const { offer, pieces, reasons } of runSync(
    rankWith({ items: [anchor], assortment, pairs }, anchor),
  )) {
    const [best] = pieces;
    if (!best || roles.has(offer.role)) continue;
    roles.add(offer.role);
    found.push({ best, reasons });
    if (found.length === most) break;
  }
  return varied(found).map(({ best, reason }) => ({
    piece: best,
    why: sentenceOf({ piece: best, reason }, speech),
  }));
}
