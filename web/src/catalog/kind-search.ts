// Finds the kinds of furniture that words mean, whatever words the products have.

import type { Size } from "../model/index.ts";
import { type KindWords, kindWords } from "./kind-words.ts";
import { singularsOf } from "./plurals.ts";
import type { Product } from "./types.ts";
import { isNear, wordsOf } from "./words.ts";

/** A kind whose phrase is asked for, and which of the words asked for are of it. */
export interface MeantKind {
  kind: KindWords;
  covered: readonly number[];
}

/** Fewest letters by which a word is found by its beginning. */
const leastLetters = 3;

/** Phrases by language, each its words, with their kind; read at the first search. */
const phrases = new Map<string, readonly { words: readonly string[]; kind: KindWords }[]>();

/** The languages that have words for kinds. */
export const kindLanguages: readonly string[] = [
  ...new Set(kindWords.flatMap(({ words }) => Object.keys(words))),
];

/**
 * Returns the kinds that the words mean in a language: each word of a phrase is asked for, as a whole, in the plural,
 * by its beginning, or, if `mistyped`, with one typing error.
 */
export function kindsMeant(asked: readonly string[], lang: string, mistyped = false): MeantKind[] {
  const forms = asked.map((one) => ({ one, singulars: singularsOf(one, lang) }));
  const isAsked = (word: string) =>
    forms.findIndex(
      ({ one, singulars }) =>
        one === word ||
        (one.length >= leastLetters && word.startsWith(one)) ||
        singulars.includes(word) ||
        (mistyped && isNear(one, word)),
    );
  return phrasesOf(lang).flatMap(({ words, kind }) => {
    const covered: number[] = [];
    for (const word of words) {
      const at = isAsked(word);
      if (at < 0 || covered.includes(at)) return [];
      covered.push(at);
    }
    return [{ kind, covered }];
  });
}

function phrasesOf(lang: string) {
  const read =
    phrases.get(lang) ??
    kindWords.flatMap((kind) =>
      (kind.words[lang] ?? "")
        .split(",")
        .map((phrase) => ({ words: wordsOf(phrase), kind }))
        .filter(({ words }) => words.length > 0),
    );
  phrases.set(lang, read);
  return read;
}

/** Reports whether a product, in one of its sizes, is of a kind. */
export function isOfKind({ kinds, width, height }: KindWords, product: Product): boolean {
  if (!kinds.includes(product.kind)) return false;
  const within = (range: KindWords["width"], mm: number) => !range || (mm >= range[0] && mm < range[1]);
  const fits = (size: Size) => within(width, size.width) && within(height, size.height);
  return product.variants.some(({ size }) => fits(size ?? product.size));
}

/** Reports whether a kind is one of some sizes only, so that its words say more. */
export function isSized({ width }: KindWords): boolean {
  return width !== undefined;
}
