// Words by language, in two parts: those that a room is seen with, and all of them.

import { first as firstEnglish } from "./critical/en.ts";
import type { en } from "./en.ts";
import type { Language, Worded } from "./language.ts";

export { type Language, languages, nearest } from "./language.ts";

/** What a room is seen with. In English it is part of the first load; the others come when asked for. */
export type FirstTexts = Worded<typeof firstEnglish>;

/** Every word that is shown; the other dictionaries have the same keys and arguments. */
export type Texts = Worded<typeof en>;

/** Loads the words that come first. */
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

/** Loads a whole dictionary. */
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
