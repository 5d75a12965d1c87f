// Finds products by words, as people type them: accents, case and order don't matter,
// and the beginning of a word is enough.

import { type ColourFamily, colourFamily, colourNames } from "./colours.ts";
import { inLanguage } from "./piece.ts";
import type { Catalog, Product } from "./types.ts";

/** What has to be so of a product, whatever the words. */
export interface Filters {
  category?: string;
  /** Millimetres, of the narrowest variant. */
  maxWidth?: number;
  /** Minor units of `currency`, of the cheapest variant; a product without a price there is left out. */
  maxPrice?: number;
  currency?: string;
  /** Of one of the variants. */
  colour?: ColourFamily;
}

/** How much a word says by where it is found. */
const weights = { name: 8, what: 4, category: 2, rest: 1 };

/** Products that have all the words, the best first, else in the shop's order. No words: all. */
export function search(
  catalog: Catalog,
  text: string,
  filters: Filters = {},
  lang = "en",
): readonly Product[] {
  const asked = wordsOf(text);
  const names = new Map(catalog.categories.map((c) => [c.id, Object.values(c.name)]));
  return catalog.products
    .filter((product) => passes(product, filters))
    .map((product) => ({
      product,
      score: scoreOf(asked, fieldsOf(product, names.get(product.category) ?? [], lang)),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ product }) => product);
}

/** Without accents and in lower case: `Lövsta` is found by `lovsta`. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
}

function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

type Fields = Record<keyof typeof weights, string[]>;

/** The words of each product by language: found once for a catalogue, and not for each letter that is typed. */
const indexed = new WeakMap<Product, Map<string, Fields>>();

function fieldsOf(product: Product, category: readonly string[], lang: string): Fields {
  const languages = indexed.get(product) ?? new Map<string, Fields>();
  indexed.set(product, languages);
  const fields = languages.get(lang) ?? indexOf(product, category, lang);
  languages.set(lang, fields);
  return fields;
}

/** People search in their own language, and in English; what is a sofa to one is a soffa to another. */
function indexOf(product: Product, category: readonly string[], lang: string): Fields {
  const said = (texts: readonly string[]) => texts.flatMap(wordsOf);
  return {
    name: said([product.name]),
    what: said([inLanguage(product.what, lang), product.what.en]),
    category: said(category),
    rest: said(product.variants.flatMap((v) => [v.sku, ...Object.values(v.name), ...colourWords(v.colour)])),
  };
}

function colourWords(colour: string): string[] {
  return Object.values(colourNames[colourFamily(colour)]);
}

/** 0 when a word is nowhere. */
function scoreOf(asked: readonly string[], fields: Fields): number {
  let score = 1;
  for (const word of asked) {
    const best = Math.max(
      ...Object.entries(weights).map(
        ([field, weight]) => weight * match(word, fields[field as keyof Fields]),
      ),
    );
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** A whole word says more than a beginning, a beginning more than a part. */
function match(asked: string, words: readonly string[]): number {
  let best = 0;
  for (const word of words) {
    if (word === asked) return 4;
    if (word.startsWith(asked)) best = Math.max(best, 2);
    else if (asked.length > 2 && word.includes(asked)) best = Math.max(best, 1);
  }
  return best;
}

function passes(product: Product, { category, maxWidth, maxPrice, currency = "", colour }: Filters): boolean {
  const { variants } = product;
  if (category !== undefined && product.category !== category) return false;
  if (colour !== undefined && !variants.some((v) => colourFamily(v.colour) === colour)) return false;
  if (maxWidth !== undefined && !variants.some((v) => (v.size ?? product.size).width <= maxWidth))
    return false;
  if (maxPrice === undefined) return true;
  return variants.some((v) => ((v.prices ?? product.prices)[currency] ?? Infinity) <= maxPrice);
}
