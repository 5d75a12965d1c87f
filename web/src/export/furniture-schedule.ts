// The numbered furniture of a room; the plan and the table show the same numbers.

import { priceOfCovered } from "../catalog/coverage.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import type { Verdict } from "../model/index.ts";
import { drawRank } from "../symbols/index.ts";
import { formatLength, formatPrice } from "../units/index.ts";
import { decimal } from "../units/numbers.ts";
import type { ExportInput } from "./types.ts";

export interface Entry {
  number: number;
  item: ItemView;
  piece: Piece;
  verdict: Verdict;
  /** Sentences that explain the verdict, without repetition. */
  reasons: readonly string[];
  /** Price in minor units; undefined when the shop has none in this currency. */
  price: number | undefined;
}

/** Returns a piece's name for the reasons of other pieces; with its number where numbers are displayed. */
type Naming = (piece: Piece, number: number) => string;
const numbered: Naming = ({ name }, number) => `${name} (${number})`;

/** Returns entries sorted by name, so that equal pieces follow each other. */
export function entriesOf(input: ExportInput, naming = numbered): readonly Entry[] {
  const { items, pieceOf, fit, currency, texts, units, lang } = input;
  const order = new Intl.Collator(lang);
  const known = [...items.values()].map((item) => ({ item, piece: pieceOf(item) }));
  known.sort((a, b) => order.compare(a.piece.name, b.piece.name) || (a.item.id < b.item.id ? -1 : 1));
  const names = new Map(known.map(({ item, piece }, i) => [item.id, naming(piece, i + 1)]));
  return known.map(({ item, piece }, i) => {
    const { verdict = "fits", findings = [] } = fit.items.get(item.id) ?? {};
    const say = findings.map((f) => texts.fit.say(f, { units, lang }, (id) => names.get(id) ?? id));
    return { number: i + 1, item, piece, verdict, reasons: [...new Set(say)], price: piece.prices[currency] };
  });
}

/** Returns entries in the order in which they are drawn: rugs first, then from low to high. */
export function drawOrder(entries: readonly Entry[]): readonly Entry[] {
  const rank = ({ item, piece }: Entry) => drawRank(piece, item.z);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}

/** A finish to buy as it is written in lists. */
export interface Surface {
  name: string;
  sku: string;
  /** Its amount: `29.1 m²`. */
  amount: string;
  /** Price in minor units; undefined when the shop has none in this currency. */
  price: number | undefined;
}

/** Returns the finishes to buy. */
export function surfacesOf({ covered, currency, lang, texts }: ExportInput): Surface[] {
  return covered.map((one) => ({
    name: inLanguage(one.finish.name, lang),
    sku: one.finish.sku ?? "",
    amount: texts.panels.squareMetres(decimal(one.squareMetres, 1, lang)),
    price: priceOfCovered(one, currency),
  }));
}

/** Returns the sum of all prices, and the number of pieces to buy without a price. */
export function totalOf(
  entries: readonly Entry[],
  surfaces: readonly Surface[],
): { sum: number; unpriced: number } {
  const sum = [...entries, ...surfaces].reduce((total, { price }) => total + (price ?? 0), 0);
  const unpriced = entries.filter(({ piece, price }) => price === undefined && !piece.own).length;
  return { sum, unpriced: unpriced + surfaces.filter(({ price }) => price === undefined).length };
}

/** A size in the name of a choice, such as `240 × 170 cm`. */
const size = /^[\d.,]+ *[×x] *[\d.,]+/;

/**
 * Returns kind and choice as far as they are known, without a size, which is displayed separately, and whether
 * it is mirrored: `corner sofa, sand, mirrored`.
 */
export function descriptionOf({ what, choice, mirrored }: Piece, { texts }: ExportInput): string {
  const parts = [what, ...choice.split(", "), mirrored ? texts.panels.mirrored : ""];
  return parts.filter((part) => part !== "" && !size.test(part)).join(", ");
}

/** Returns the size as text: `218 × 93 × 82 cm`. */
export function writtenSize({ size: { width, depth, height } }: Piece, { units, lang }: ExportInput): string {
  const written = [width, depth, height].map((mm) => formatLength(mm, units, lang));
  const unit = / (?:cm|m)$/.exec(written[0] ?? "")?.[0] ?? "";
  return written.map((w) => w.slice(0, w.length - unit.length)).join(" × ") + unit;
}

/** Returns the price of pieces as text; that of an own piece is that it is somebody's already. */
export function writtenCost({ own }: Piece, price: number | undefined, input: ExportInput): string {
  return own ? input.texts.seen.own : writtenPrice(price, input);
}

export function writtenPrice(price: number | undefined, { words, currency, lang }: ExportInput): string {
  return price === undefined ? words.noPrice : formatPrice(price, currency, lang);
}

export function writtenDate({ date, lang }: ExportInput): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(date);
}
