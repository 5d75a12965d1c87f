// Collects a page's texts, and finds those that are still in English.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { en } from "../src/i18n/en.ts";
import type { PageTexts, Texts } from "../src/i18n/index.ts";
import { pages } from "../src/i18n/pages/en.ts";
import type { Person } from "./planner-page.ts";

const catalog: unknown = JSON.parse(
  readFileSync(fileURLToPath(new URL("../public/catalog/catalog.json", import.meta.url)), "utf8"),
);

/** Returns the texts that a person can perceive: visible ones, and the labels of elements without text. */
export async function said(person: Person): Promise<string[]> {
  return person.page.evaluate(() => {
    const words = new Set<string>();
    const take = (text: string | null) => text?.trim() && words.add(text.trim());
    const walk = (node: Node): void => {
      if (node instanceof Text) take(node.data);
      if (node instanceof Element) {
        if (getComputedStyle(node).display === "none" || node.localName === "style") return;
        for (const name of ["aria-label", "title", "placeholder", "alt"]) take(node.getAttribute(name));
        for (const child of node.shadowRoot?.childNodes ?? []) walk(child);
      }
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return [...words];
  });
}

/** Returns a function that selects the words that are English although the language has other words. */
export function englishAmong(
  texts: Texts & { pages: PageTexts },
  language: "sv" | "de",
): (words: readonly string[]) => string[] {
  const theirs = sayings(texts);
  const own = new Set([...theirs.values(), ...named(catalog, language)]);
  const english = [...sayings({ ...en, pages })].flatMap(([key, text]) =>
    theirs.get(key) === text ? [] : [text],
  );
  const patterns = [...english, ...named(catalog, "en")].filter((text) => !own.has(text)).flatMap(pattern);
  return (words) => words.filter((word) => !own.has(word) && patterns.some((p) => p.test(word)));
}

/** Placeholder of a sentence's arguments. */
const hole = "\u0000";

/** Returns all texts of a dictionary, by key. */
function sayings(words: unknown, key = ""): Map<string, string> {
  if (typeof words === "function") return new Map([[key, filled(words)]]);
  if (typeof words !== "object" || words === null) return new Map([[key, String(words)]]);
  return new Map(Object.entries(words).flatMap(([name, inside]) => [...sayings(inside, `${key}.${name}`)]));
}

/** Returns a sentence with placeholders; empty if it needs arguments other than names and numbers. */
function filled(say: CallableFunction): string {
  try {
    return String(Reflect.apply(say, undefined, [hole, hole, hole]));
  } catch {
    return "";
  }
}

/** Returns the catalogue's texts in a language: those of every object with that key. */
function named(part: unknown, language: "en" | "sv" | "de"): string[] {
  if (typeof part !== "object" || part === null) return [];
  const text: unknown = Reflect.get(part, language);
  if (typeof text === "string") return [text];
  return Object.values(part).flatMap((inside) => named(inside, language));
}

/** Returns a pattern of a sentence with any arguments; none for a sentence of fewer than three letters. */
function pattern(text: string): RegExp[] {
  if (!/\p{L}{3}/u.test(text)) return [];
  const parts = text.split(hole).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return [new RegExp(`^${parts.join(".+")}$`, "u")];
}
