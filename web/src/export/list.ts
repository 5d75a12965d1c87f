// The shopping list as plain text.

import type { Piece } from "../catalog/types.ts";
import { worst } from "../fit/verdict.ts";
import { isolated } from "../i18n/isolated.ts";
import type { Verdict } from "../model/index.ts";
import {
  descriptionOf,
  type Entry,
  entriesOf,
  type Surface,
  surfacesOf,
  totalOf,
  writtenCost,
  writtenDate,
  writtenPrice,
  writtenSize,
} from "./furniture-schedule.ts";
import type { ExportInput } from "./types.ts";

/** All pieces of one product in one variant, all of them mirrored or none. */
interface ListLine {
  piece: Piece;
  quantity: number;
  /** Price of all of them in minor units; undefined if unknown. */
  price: number | undefined;
  /** Worst verdict of all of them. */
  verdict: Verdict;
  reasons: readonly string[];
}

export interface ShoppingList {
  text: string;
  lines: readonly ListLine[];
  /** Price of all lines that have one, in minor units. */
  total: number;
}

export function shoppingList(input: ExportInput): ShoppingList {
  const entries = entriesOf(input, ({ name }) => name);
  const groups = new Map<Piece, Entry[]>();
  for (const entry of entries) groups.set(entry.piece, [...(groups.get(entry.piece) ?? []), entry]);
  const lines = [...groups].map(([piece, group]) => lineOf(piece, group));
  const surfaces = surfacesOf(input);
  const { sum, unpriced } = totalOf(entries, surfaces);
  const { words } = input;
  const text = [
    `${input.shop} · ${isolated(input.name)}`,
    writtenDate(input),
    "",
    ...lines.flatMap((line) => [...written(line, input), ""]),
    ...surfaces.flatMap((surface) => [...writtenSurface(surface, input), ""]),
    ...(lines.length + surfaces.length === 0 ? [words.empty, ""] : []),
    `${words.total}: ${writtenPrice(sum, input)}`,
    ...(unpriced > 0 ? [words.unpriced(unpriced)] : []),
  ];
  return { text: `${text.join("\n")}\n`, lines, total: sum };
}

function writtenSurface({ name, sku, amount, price }: Surface, input: ExportInput): string[] {
  const article = sku === "" ? [] : [`${input.words.article} ${sku}`];
  return [`${amount} ${name}`, `    ${[...article, writtenPrice(price, input)].join(" · ")}`];
}

function lineOf(piece: Piece, entries: readonly Entry[]): ListLine {
  const price = entries[0]?.price;
  return {
    piece,
    quantity: entries.length,
    price: price === undefined ? undefined : price * entries.length,
    verdict: worst(entries.map((e) => e.verdict)),
    reasons: [...new Set(entries.flatMap((e) => e.reasons))],
  };
}

function written({ piece, quantity, price, verdict, reasons }: ListLine, input: ExportInput): string[] {
  const { texts, words } = input;
  const each = piece.prices[input.currency];
  const facts = [
    ...(piece.sku === "" ? [] : [`${words.article} ${piece.sku}`]),
    writtenSize(piece, input),
    quantity > 1 && each !== undefined ? words.each(quantity, writtenPrice(each, input)) : undefined,
    writtenCost(piece, price, input),
  ].filter((fact) => fact !== undefined);
  return [
    `${quantity} × ${[piece.name, descriptionOf(piece, input)].filter((part) => part !== "").join(", ")}`,
    `    ${facts.join(" · ")}`,
    `    ${[texts.fit.verdict[verdict], ...reasons].join(" – ")}`,
  ];
}
