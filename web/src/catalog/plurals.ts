// The singulars that a word may be the plural of, by language; words are folded, as wordsOf returns them.

type Rule = readonly [ending: string, ...singulars: string[]];

/** Endings of plurals, and what the singular may have instead. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  en: [
    ["s", ""],
    ["es", ""],
    ["ies", "y"],
    ["ves", "f", "fe"],
  ],
  sv: [
    ["or", "a"],
    ["ar", "", "e"],
    ["er", ""],
    ["lar", "el"],
    ["n", ""],
  ],
  de: [
    ["n", ""],
    ["en", ""],
    ["e", ""],
    ["er", ""],
    ["s", ""],
  ],
};

/** Fewest letters of a singular: shorter ones are parts of too many words. */
const leastLetters = 3;

/** Returns the words of a language, such as `sv-FI`, and of English, that a word may be the plural of. */
export function singularsOf(word: string, lang: string): readonly string[] {
  const own = rules[lang.split("-")[0] ?? ""] ?? [];
  const found = [...own, ...(rules.en ?? [])].flatMap(([ending, ...singulars]) =>
    word.endsWith(ending) ? singulars.map((end) => word.slice(0, -ending.length) + end) : [],
  );
  return [...new Set(found)].filter((one) => one.length >= leastLetters);
}
