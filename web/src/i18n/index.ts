// Texts by language, in three parts: those that are needed to display a room, those that are needed to work
// in it (which include the first), and those of what is opened by a user's action.

import { first as firstEnglish } from "./critical/en.ts";
import { type Language, nearest } from "./language.ts";
import type { FirstTexts, PageTexts, Texts } from "./types.ts";

export { type Language, languages, nearest } from "./language.ts";

export type { FirstTexts, PageTexts, Texts } from "./types.ts";

/** Loads the texts that are needed to display a room. */
export async function firstTextsOf(language: Language): Promise<FirstTexts> {
  switch (language) {
    case "sv":
      return (await import("./critical/sv.ts")).first;
    case "de":
      return (await import("./critical/de.ts")).first;
    default:
      return firstEnglish;
  }
}

/** The texts of pages that were loaded, for all planners of the document. */
const pages = new Map<Language, PageTexts>();

/** Loads the texts that are needed to work in a room, and those of pages if they are in use. */
export async function textsOf(language: Language): Promise<Texts> {
  if (pages.size > 0) await loadPageTexts(language);
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).sv;
    case "de":
      return (await import("./de.ts")).de;
    default:
      return (await import("./en.ts")).en;
  }
}

/** Loads the texts of pages in a language. Code that uses `pageTexts` must wait for it. */
export async function loadPageTexts(language: Language): Promise<void> {
  pages.set(language, await importPageTexts(language));
}

async function importPageTexts(language: Language): Promise<PageTexts> {
  switch (language) {
    case "sv":
      return (await import("./pages/sv.ts")).pages;
    case "de":
      return (await import("./pages/de.ts")).pages;
    default:
      return (await import("./pages/en.ts")).pages;
  }
}

/** Returns the texts of pages in a tag's language, or else those of another language that was loaded. */
export function pageTexts(tag: string): PageTexts {
  const texts = pages.get(nearest(tag)) ?? pages.values().next().value;
  if (!texts) throw new Error("The texts of pages are not loaded.");
  return texts;
}
