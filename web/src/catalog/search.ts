// Searches products by words: accents, case and order don't matter, and the beginning of a word suffices.

import { type ColourFamily, colourFamily, colourNames } from "./colours.ts";
import { inLanguage } from "./piece.ts";
import type { Catalog, Product } from "./types.ts";

/** Conditions that a product must meet in addition to the words. */
export interface Filters {
  category?: string;
  /** Maximum width of the narrowest variant, millimetres. */
  maxWidth?: number;
  /**
   * Maximum price of the cheapest variant, in minor units of `currency`; excludes products without a price.
   */
  maxPrice?: number;
  currency?: string;
  /** Colour that one of the variants must have. */
  colour?: ColourFamily;
}

/** Weight of a word by the field in which it is found. */
const weights = { name: 8, what: 4, category: 2, rest: 1 };

/** Returns the products that have all the words, best first, then in the shop's order. Without words: all. */
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

/** Removes accents and converts to lower case: `lovsta` finds `Lövsta`. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
}

function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

type Fields = Record<keyof typeof weights, string[]>;

/** The words of each product by language: computed once, not for each letter that is typed. */
const indexed = new WeakMap<Product, Map<string, Fields>>();

function fieldsOf(product: Product, category: readonly string[], lang: string): Fields {
  const languages = indexed.get(product) ?? new Map<string, Fields>();
  indexed.set(product, languages);
  const fields = languages.get(lang) ?? indexOf(product, category, lang);
  languages.set(lang, fields);
  return fields;
}

/** Returns a product's words by field: users search in their own language, and in English. */
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

/** Returns the score of a product; 0 when a word is not found. */
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

/** Scores the best match: a whole word 4, a beginning 2, another part 1, none 0. */
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
