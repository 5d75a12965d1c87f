// What a page says, and which of it is still in English.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { en } from "../src/i18n/en.ts";
import type { Texts } from "../src/i18n/index.ts";
import type { Person } from "./planner-page.ts";

const catalog: unknown = JSON.parse(
  readFileSync(fileURLToPath(new URL("../public/catalog/catalog.json", import.meta.url)), "utf8"),
);

/** What a person is shown or told: what is seen, and the names of what has no words on it. */
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

/** Tells which of some words are English, and are other words in the language they should be in. */
export function englishAmong(texts: Texts, language: "sv" | "de"): (words: readonly string[]) => string[] {
  const theirs = sayings(texts);
  const own = new Set([...theirs.values(), ...named(catalog, language)]);
  const english = [...sayings(en)].flatMap(([key, text]) => (theirs.get(key) === text ? [] : [text]));
  const patterns = [...english, ...named(catalog, "en")].filter((text) => !own.has(text)).flatMap(pattern);
  return (words) => words.filter((word) => !own.has(word) && patterns.some((p) => p.test(word)));
}

/** Where a sentence is filled in. */
const hole = "\u0000";

/** All that a dictionary says, by key. */
function sayings(words: unknown, key = ""): Map<string, string> {
  if (typeof words === "function") return new Map([[key, filled(words)]]);
  if (typeof words !== "object" || words === null) return new Map([[key, String(words)]]);
  return new Map(Object.entries(words).flatMap(([name, inside]) => [...sayings(inside, `${key}.${name}`)]));
}

/** A sentence with holes; empty where it wants to know more than names and numbers. */
function filled(say: CallableFunction): string {
  try {
    return String(Reflect.apply(say, undefined, [hole, hole, hole]));
  } catch {
    return "";
  }
}

/** The catalogue's words in a language: whatever has a `sv` and a `de` beside it. */
function named(part: unknown, language: "en" | "sv" | "de"): string[] {
  if (typeof part !== "object" || part === null) return [];
  const text: unknown = Reflect.get(part, language);
  if (typeof text === "string") return [text];
  return Object.values(part).flatMap((inside) => named(inside, language));
}

/** Fits what such a sentence becomes; a sentence of fewer than three letters says too little. */
function pattern(text: string): RegExp[] {
  if (!/\p{L}{3}/u.test(text)) return [];
  const parts = text.split(hole).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return [new RegExp(`^${parts.join(".+")}$`, "u")];
}
