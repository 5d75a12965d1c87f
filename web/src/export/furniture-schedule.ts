// The furniture of a room, numbered: the number stands on the plan and in the table.

import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import type { Verdict } from "../model/index.ts";
import { isFlat } from "../symbols/index.ts";
import { formatLength, formatPrice } from "../units/index.ts";
import type { ExportInput } from "./types.ts";

export interface Entry {
  number: number;
  item: ItemView;
  piece: Piece;
  verdict: Verdict;
  /** Why, in sentences; each once. */
  reasons: readonly string[];
  /** Minor units; undefined when the shop has none in this currency. */
  price: number | undefined;
}

/** How a piece is called in another's reasons: where numbers are seen, with its own. */
type Naming = (piece: Piece, number: number) => string;
const numbered: Naming = ({ name }, number) => `${name} (${number})`;

/** By name, so that the same pieces follow each other. */
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

/** What lies on the floor first, so that it is drawn under the rest. */
export function drawOrder(entries: readonly Entry[]): readonly Entry[] {
  return [...entries.filter((e) => isFlat(e.piece)), ...entries.filter((e) => !isFlat(e.piece))];
}

/** Of all pieces that have a price, and how many have none. */
export function totalOf(entries: readonly Entry[]): { sum: number; unpriced: number } {
  const sum = entries.reduce((total, { price }) => total + (price ?? 0), 0);
  return { sum, unpriced: entries.filter((e) => e.price === undefined).length };
}

/** A size in the name of a choice, `240 × 170 cm`. */
const size = /^[\d.,]+ *[×x] *[\d.,]+/;

/** What it is and in which choice, as far as it is known: `dining chair, sand`. Its size is written beside it. */
export function descriptionOf({ what, choice }: Piece): string {
  return [what, ...choice.split(", ")].filter((part) => part !== "" && !size.test(part)).join(", ");
}

/** `218 × 93 × 82 cm`. */
export function writtenSize({ size: { width, depth, height } }: Piece, { units, lang }: ExportInput): string {
  const written = [width, depth, height].map((mm) => formatLength(mm, units, lang));
  const unit = / (?:cm|m)$/.exec(written[0] ?? "")?.[0] ?? "";
  return written.map((w) => w.slice(0, w.length - unit.length)).join(" × ") + unit;
}

export function writtenPrice(price: number | undefined, { texts, currency, lang }: ExportInput): string {
  return price === undefined ? texts.export.noPrice : formatPrice(price, currency, lang);
}

export function writtenDate({ date, lang }: ExportInput): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(date);
}
