// Texts by language, in two parts: those that are needed to display a room, and all of them.

import { first as firstEnglish } from "./critical/en.ts";
import type { Language } from "./language.ts";
import type { FirstTexts, Texts } from "./types.ts";

export { type Language, languages, nearest } from "./language.ts";

export type { FirstTexts, Texts } from "./types.ts";

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

/** Loads all texts. */
export async function textsOf(language: Language): Promise<Texts> {
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).sv;
    case "de":
      return (await import("./de.ts")).de;
    default:
      return (await import("./en.ts")).en;
  }
}
