// The words of a catalogue's products in one language, and what each word is worth: built once, in slices, and asked
// for each letter that is typed.

import { colourFamily, colourNames } from "./colours.ts";
import { isOfKind, isSized, kindLanguages, kindsMeant } from "./kind-search.ts";
import type { KindWords } from "./kind-words.ts";
import { inLanguage } from "./piece.ts";
import { singularsOf } from "./plurals.ts";
import { synonymsOf } from "./synonyms.ts";
import type { Catalog, Product } from "./types.ts";
import { isNear, mayBeMistyped, wordsOf } from "./words.ts";

/** Weight of a word by the field in which it is found. */
const weights = { name: 8, what: 4, category: 2, rest: 1 };
/**
 * Worth of a match: a whole word, the end of one, as of a compound, its beginning, another part, and a word that is
 * mistyped. A word for a kind, or for some sizes of one, is worth less than any word of the product itself; of products
 * with the same words, those of the kind come first.
 */
const worth = { whole: 4, end: 3, beginning: 2, part: 1, mistyped: 0.5, sizedKind: 0.4, kind: 0.2 };
/** What a singular's match is worth of that of the plural that is asked for. */
const pluralShare = 0.9;
/** What a synonym's match is worth of that of the word itself. */
const synonymShare = 0.75;

/** The products that have a word, by their place in the catalogue, and the greatest weight of it in each. */
interface Places {
  products: number[];
  weights: number[];
}

export class SearchIndex {
  readonly #words = new Map<string, Places>();
  /** Words for what products are in all languages; asked if nothing else has a word. */
  readonly #foreign = new Map<string, Places>();
  /** The products of the kinds that were asked for. */
  readonly #kinds = new Map<KindWords, readonly number[]>();
  /** The languages of the page: its own, and English, which people use too. */
  readonly #spoken: readonly string[];
  readonly #synonyms = new Map<string, Set<string>>();
  readonly #categories: ReadonlyMap<string, readonly string[]>;
  /** Words of texts that many products share, such as categories and colours; emptied at the end. */
  readonly #read = new Map<string, readonly string[]>();
  #next = 0;

  constructor(
    private readonly catalog: Catalog,
    private readonly lang: string,
  ) {
    this.#spoken = [...new Set([lang.split("-")[0] ?? "", "en"])];
    this.#categories = new Map(catalog.categories.map((c) => [c.id, Object.values(c.name)]));
    for (const group of synonymsOf(lang)) {
      const words = wordsOf(group);
      for (const word of words) {
        const others = this.#synonyms.get(word) ?? new Set();
        for (const other of words) if (other !== word) others.add(other);
        this.#synonyms.set(word, others);
      }
    }
  }

  get ready(): boolean {
    return this.#next >= this.catalog.products.length;
  }

  /** Reads so many more products, or all. */
  advance(count = Infinity): void {
    const { products } = this.catalog;
    const end = Math.min(this.#next + count, products.length);
    for (; this.#next < end; this.#next++) this.#add(products[this.#next] as Product, this.#next);
    if (this.ready) this.#read.clear();
  }

  /**
   * Returns each product's score for the words, by its place in the catalogue; 0 if it lacks one of them. The index
   * must be ready.
   */
  scores(asked: readonly string[]): Float64Array {
    const found = asked.map((word) => this.#find(this.#words, word));
    this.#addKinds(found, asked, this.#spoken);
    if (!found.every(isFound)) this.#addForeign(found, asked);
    if (!found.every(isFound)) this.#addMistyped(found, asked);
    const total = new Float64Array(this.catalog.products.length).fill(1);
    for (const best of found) {
      for (let i = 0; i < total.length; i++) {
        const [before, score] = [total[i] ?? 0, best[i] ?? 0];
        total[i] = before > 0 && score > 0 ? before + score : 0;
      }
    }
    return total;
  }

  /** Returns each product's best score for one word, which may be a plural, and for its synonyms. */
  #find(words: ReadonlyMap<string, Places>, asked: string): Float64Array {
    const singulars = singularsOf(asked, this.lang);
    const synonyms = [asked, ...singulars].flatMap((form) => [...(this.#synonyms.get(form) ?? [])]);
    return this.#collect(words, (word) => {
      let most = match(asked, word);
      for (const one of singulars) {
        // A singular in the middle of a word is no match: a plural is typed to its end.
        if (word.endsWith(one)) most = Math.max(most, pluralShare * match(one, word));
      }
      for (const other of synonyms) most = Math.max(most, synonymShare * match(other, word));
      return most;
    });
  }

  /** Adds the words of other languages for those that nothing has in the languages of the page. */
  #addForeign(found: Float64Array[], asked: readonly string[]): void {
    const missing = indexesOf(found, (best) => !isFound(best));
    for (const i of missing) found[i] = this.#find(this.#foreign, asked[i] ?? "");
    const others = kindLanguages.filter((lang) => !this.#spoken.includes(lang));
    this.#addKinds(found, asked, others, missing);
  }

  /** Adds words with a typing error for those that nothing has. */
  #addMistyped(found: Float64Array[], asked: readonly string[]): void {
    const missing = indexesOf(found, (best, i) => !isFound(best) && mayBeMistyped(asked[i] ?? ""));
    for (const i of missing) found[i] = this.#mistyped(asked[i] ?? "");
    const still = missing.filter((i) => !isFound(found[i] as Float64Array));
    if (still.length > 0) this.#addKinds(found, asked, this.#spoken, still, true);
  }

  #mistyped(asked: string): Float64Array {
    const meant = [...this.#synonyms]
      .filter(([word]) => isNear(asked, word))
      .flatMap(([, others]) => [...others]);
    return this.#collect(this.#words, (word) =>
      isNear(asked, word) || meant.some((other) => match(other, word) === worth.whole) ? worth.mistyped : 0,
    );
  }

  /** Adds the kinds that the words mean, if a phrase has one of the words that are `needed`; all by default. */
  #addKinds(
    found: readonly Float64Array[],
    asked: readonly string[],
    languages: readonly string[],
    needed: readonly number[] = [...asked.keys()],
    mistyped = false,
  ): void {
    const meant = languages
      .flatMap((lang) => kindsMeant(asked, lang, mistyped))
      .filter(({ covered }) => covered.some((i) => needed.includes(i)));
    const worths = found.map(() => new Map<number, number>());
    for (const { kind, covered } of meant) {
      const value = isSized(kind) ? worth.sizedKind : worth.kind;
      const products = this.#productsOf(kind);
      for (const i of covered) {
        const of = worths[i];
        for (const product of products) of?.set(product, Math.max(of.get(product) ?? 0, value));
      }
    }
    for (const [i, of] of worths.entries()) {
      const best = found[i];
      if (best) for (const [product, value] of of) best[product] = (best[product] ?? 0) + value;
    }
  }

  /** Returns the places of the products of a kind in the catalogue. */
  #productsOf(kind: KindWords): readonly number[] {
    const products =
      this.#kinds.get(kind) ?? indexesOf(this.catalog.products, (product) => isOfKind(kind, product));
    this.#kinds.set(kind, products);
    return products;
  }

  /** Returns what the words are worth to the products that have them. */
  #collect(words: ReadonlyMap<string, Places>, worthOf: (word: string) => number): Float64Array {
    const best = new Float64Array(this.catalog.products.length);
    for (const [word, { products, weights }] of words) {
      const value = worthOf(word);
      if (value === 0) continue;
      for (const [i, product] of products.entries()) {
        best[product] = Math.max(best[product] ?? 0, value * (weights[i] ?? 0));
      }
    }
    return best;
  }

  #add(product: Product, place: number): void {
    const own = new Map<string, number>();
    const add = (weight: number, texts: readonly string[]) => {
      for (const word of texts.flatMap((text) => this.#wordsOf(text))) {
        if ((own.get(word) ?? 0) < weight) own.set(word, weight);
      }
    };
    add(weights.name, [product.name]);
    add(weights.what, [inLanguage(product.what, this.lang), product.what.en]);
    add(weights.category, this.#categories.get(product.category) ?? []);
    for (const { sku, name, colour } of product.variants) {
      add(weights.rest, [sku, ...Object.values(name), ...Object.values(colourNames[colourFamily(colour)])]);
    }
    put(this.#words, own, place);
    own.clear();
    add(weights.what, Object.values(product.what));
    put(this.#foreign, own, place);
  }

  #wordsOf(text: string): readonly string[] {
    const read = this.#read.get(text) ?? wordsOf(text);
    this.#read.set(text, read);
    return read;
  }
}

/** Adds the words of a product, with their weights, to an index. */
function put(index: Map<string, Places>, words: ReadonlyMap<string, number>, place: number): void {
  for (const [word, weight] of words) {
    const places = index.get(word) ?? { products: [], weights: [] };
    if (places.products.length === 0) index.set(word, places);
    places.products.push(place);
    places.weights.push(weight);
  }
}

function isFound(best: Float64Array): boolean {
  return best.some((score) => score > 0);
}

function indexesOf<T>(list: readonly T[], test: (one: T, index: number) => boolean): number[] {
  return [...list.keys()].filter((i) => test(list[i] as T, i));
}

function match(asked: string, word: string): number {
  if (word === asked) return worth.whole;
  if (asked.length > 2 && word.endsWith(asked)) return worth.end;
  if (word.startsWith(asked)) return worth.beginning;
  return asked.length > 2 && word.includes(asked) ? worth.part : 0;
}
