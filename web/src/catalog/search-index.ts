// The words of a catalogue's products in one language, and what each word is worth: built once, in slices, and asked
// for each letter that is typed.

import { colourFamily, colourNames } from "./colours.ts";
import { inLanguage } from "./piece.ts";
import { synonymsOf } from "./synonyms.ts";
import type { Catalog, Product } from "./types.ts";
import { isNear, mayBeMistyped, wordsOf } from "./words.ts";

/** Weight of a word by the field in which it is found. */
const weights = { name: 8, what: 4, category: 2, rest: 1 };
/** Worth of a match: a whole word, the beginning of one, another part, and a word that is mistyped. */
const worth = { whole: 4, beginning: 2, part: 1, mistyped: 0.5 };
/** What a synonym's match is worth of that of the word itself. */
const synonymShare = 0.75;

/** The products that have a word, by their place in the catalogue, and the greatest weight of it in each. */
interface Places {
  products: number[];
  weights: number[];
}

export class SearchIndex {
  readonly #words = new Map<string, Places>();
  readonly #synonyms = new Map<string, Set<string>>();
  readonly #categories: ReadonlyMap<string, readonly string[]>;
  /** Words of texts that many products share, such as categories and colours; emptied at the end. */
  readonly #read = new Map<string, readonly string[]>();
  #next = 0;

  constructor(
    private readonly catalog: Catalog,
    private readonly lang: string,
  ) {
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
    const total = new Float64Array(this.catalog.products.length).fill(1);
    for (const word of asked) {
      const best = this.#best(word);
      for (let i = 0; i < total.length; i++) {
        const [before, score] = [total[i] ?? 0, best[i] ?? 0];
        total[i] = before > 0 && score > 0 ? before + score : 0;
      }
    }
    return total;
  }

  /** Returns each product's best score for one word. Typing errors count only if nothing has the word itself. */
  #best(asked: string): Float64Array {
    const best = new Float64Array(this.catalog.products.length);
    const alternatives = [...(this.#synonyms.get(asked) ?? [])];
    const found = this.#collect(best, (word) =>
      alternatives.reduce(
        (most, other) => Math.max(most, synonymShare * match(other, word)),
        match(asked, word),
      ),
    );
    if (!found && mayBeMistyped(asked)) this.#collectMistyped(best, asked);
    return best;
  }

  #collectMistyped(best: Float64Array, asked: string): void {
    const meant = [...this.#synonyms]
      .filter(([word]) => isNear(asked, word))
      .flatMap(([, others]) => [...others]);
    this.#collect(best, (word) =>
      isNear(asked, word) || meant.some((other) => match(other, word) === worth.whole) ? worth.mistyped : 0,
    );
  }

  /** Adds what the words are worth to the products that have them; reports whether any was worth something. */
  #collect(best: Float64Array, worthOf: (word: string) => number): boolean {
    let found = false;
    for (const [word, { products, weights }] of this.#words) {
      const value = worthOf(word);
      if (value === 0) continue;
      found = true;
      for (const [i, product] of products.entries()) {
        best[product] = Math.max(best[product] ?? 0, value * (weights[i] ?? 0));
      }
    }
    return found;
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
    for (const [word, weight] of own) {
      const places = this.#words.get(word) ?? { products: [], weights: [] };
      if (places.products.length === 0) this.#words.set(word, places);
      places.products.push(place);
      places.weights.push(weight);
    }
  }

  #wordsOf(text: string): readonly string[] {
    const read = this.#read.get(text) ?? wordsOf(text);
    this.#read.set(text, read);
    return read;
  }
}

function match(asked: string, word: string): number {
  if (word === asked) return worth.whole;
  if (word.startsWith(asked)) return worth.beginning;
  return asked.length > 2 && word.includes(asked) ? worth.part : 0;
}
