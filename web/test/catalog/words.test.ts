import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { synonymsOf } from "../../src/catalog/synonyms.ts";
import { atMostOneEdit, isNear, mayBeMistyped, wordsOf } from "../../src/catalog/words.ts";

test.each([
  ["Lövsta, 80 cm", ["lovsta", "80", "cm"]],
  ["GRÜN weiß", ["grun", "weiss"]],
  ["Fåtölj Öland", ["fatolj", "oland"]],
  ["Smørrebrød-bord", ["smorrebrod", "bord"]],
  ["  ", []],
])("%j has the words %j", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

describe("one edit", () => {
  test.each([
    ["soffa", "soffa", true],
    ["sofa", "soffa", true], // one less
    ["sofffa", "soffa", true], // one more
    ["sotfa", "soffa", true], // another
    ["sfofa", "soffa", true], // exchanged
    ["soffb", "soffa", true],
    ["offas", "soffa", false],
    ["sffoa", "soffa", false], // two exchanges
    ["soff", "soffas", false], // two less
    ["", "a", true],
    ["", "ab", false],
    ["ab", "ba", true],
    ["ca", "abc", false], // restricted: an exchange and a letter between are more than one
  ])("%j for %j: %j", (a, b, near) => {
    expect(atMostOneEdit(a, b)).toBe(near);
    expect(atMostOneEdit(b, a)).toBe(near);
  });

  test("agrees with the table of the restricted Damerau-Levenshtein distance", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(atMostOneEdit(a, b)).toBe(distance(a, b) <= 1);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Returns the restricted Damerau-Levenshtein distance by its definition. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => i + j),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  }
  return at(a.length, b.length);
}

test.each([
  ["klimte", "klinte", true],
  ["wardorbe", "wardrobe", true],
  ["garderop", "garderobenschrank", true], // the beginning of a longer word
  ["soffaa", "tresitssoffa", true], // the end of one
  ["soga", "soffbord", false], // four letters are too few for a part
  ["rugs", "rug", false], // too short
])("%j is near %j: %j", (asked, word, near) => {
  expect(isNear(asked, word)).toBe(near);
});

test("short words and numbers are not mistyped", () => {
  expect(["rug", "1007", "h1007", "bord"].map(mayBeMistyped)).toEqual([false, false, false, true]);
});

test.each(["en", "sv", "de"])("synonyms in %s are groups of single words, no word twice in one", (lang) => {
  for (const group of synonymsOf(lang)) {
    const words = wordsOf(group);
    expect(words.length, group).toBe(group.split(" ").length);
    expect(words.length, group).toBeGreaterThan(1);
    expect(new Set(words).size, group).toBe(words.length);
  }
});

test("every language has English synonyms too, and an unknown one has those alone", () => {
  const english = synonymsOf("en");
  expect(synonymsOf("sv-FI")).toEqual(expect.arrayContaining([...english]));
  expect(synonymsOf("sv-FI").length).toBeGreaterThan(english.length);
  expect(synonymsOf("fr")).toEqual(english);
});
