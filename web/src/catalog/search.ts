// Searches products by words: accents, case and order don't matter, the beginning of a word suffices, synonyms count,
// and so does a word with one typing error if nothing has the word itself.

import { type ColourFamily, colourFamily } from "./colours.ts";
import { SearchIndex } from "./search-index.ts";
import type { Catalog, Product } from "./types.ts";
import { wordsOf } from "./words.ts";

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

/** The index of each catalogue by language: built once, not for each letter that is typed. */
const indexes = new WeakMap<Catalog, Map<string, SearchIndex>>();

/** Products that are indexed without a pause: some milliseconds of work. */
const atOnce = 200;

function indexOf(catalog: Catalog, lang: string): SearchIndex {
  const languages = indexes.get(catalog) ?? new Map<string, SearchIndex>();
  indexes.set(catalog, languages);
  const index = languages.get(lang) ?? new SearchIndex(catalog, lang);
  languages.set(lang, index);
  return index;
}

/** Reports whether a search of the catalogue needs no more preparation. */
export function isPrepared(catalog: Catalog, lang: string): boolean {
  return indexOf(catalog, lang).ready;
}

/** Indexes a catalogue, in slices with pauses in which the page can draw; the first slice at once. */
export async function prepare(catalog: Catalog, lang: string, pause = nextTask): Promise<void> {
  const index = indexOf(catalog, lang);
  index.advance(atOnce);
  while (!index.ready) {
    await pause();
    index.advance(atOnce);
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Returns the products that have all the words, best first, then in the shop's order. Without words: all. Indexes
 * the catalogue first if that was not prepared.
 */
export function search(
  catalog: Catalog,
  text: string,
  filters: Filters = {},
  lang = "en",
): readonly Product[] {
  const asked = wordsOf(text);
  if (asked.length === 0) return catalog.products.filter((product) => passes(product, filters));
  const index = indexOf(catalog, lang);
  index.advance();
  const scores = index.scores(asked);
  return catalog.products
    .map((product, i) => ({ product, score: scores[i] ?? 0 }))
    .filter(({ product, score }) => score > 0 && passes(product, filters))
    .sort((a, b) => b.score - a.score)
    .map(({ product }) => product);
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
