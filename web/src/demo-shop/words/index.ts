// The demo shop's texts by language.

import type { Language } from "../../i18n/language.ts";
import { en } from "./en.ts";
import type { Words } from "./types.ts";

export type { Words } from "./types.ts";

/** Loads the texts of a language; the English ones are part of this chunk. */
export async function wordsOf(language: Language): Promise<Words> {
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).sv;
    case "de":
      return (await import("./de.ts")).de;
    default:
      return en;
  }
}

/** Returns the description for a product's category; undefined for a category that has none. */
export function about({ about }: Words, category: string): string | undefined {
  return new Map(Object.entries(about)).get(category);
}
