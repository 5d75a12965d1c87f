// The compiler proves that no key is missing; these tests prove that the texts are not forgotten.

import { expect, test } from "vitest";
import catalog from "../../public/catalog/catalog.json" with { type: "json" };
import { about, wordsOf } from "../../src/demo-shop/words/index.ts";

/** Returns every text with its path; functions are called with numbers that are in no text. */
function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "function") {
    const told = Array.from({ length: value.length }, (_, i) => 7341 + i);
    return [[path, String(value(...told))]];
  }
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

const english = new Map(texts(await wordsOf("en")));
/** Paths of texts that are rightly the same as in English. */
const alike = [".weight", ".pieces"];

test.each(["sv", "de"] as const)(
  "in %s nothing is left in English, and all is said that is told",
  async (language) => {
    for (const [path, text] of texts(await wordsOf(language))) {
      if (!alike.includes(path)) expect(text, path).not.toBe(english.get(path));
      const numbers = (of: string) => [...of.matchAll(/734\d/g)].map(String).sort();
      expect(numbers(text), path).toEqual(numbers(english.get(path) ?? ""));
    }
  },
);

test.each(["en", "sv", "de"] as const)(
  "in %s there are words for every category of the catalogue",
  async (language) => {
    const words = await wordsOf(language);
    for (const { id } of catalog.categories) expect(about(words, id), id).toMatch(/\.$/);
    expect(about(words, "constructor")).toBeUndefined();
  },
);
