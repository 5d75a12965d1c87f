// The demo shop's words by language.

import type { Language } from "../../i18n/language.ts";
import { en } from "./en.ts";
import type { Words } from "./types.ts";

export type { Words } from "./types.ts";

/** Loads a dictionary; English is there. */
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

/** A few words on a product, by its category; a catalogue may have others. */
export function about({ about }: Words, category: string): string | undefined {
  return new Map(Object.entries(about)).get(category);
}
