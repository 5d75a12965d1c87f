// Texts of recommendations, which are loaded with them, by language.

import type { Language, Worded } from "../language.ts";
import type { recommend } from "./en.ts";

export type RecommendTexts = Worded<typeof recommend>;

export async function recommendTextsOf(language: Language): Promise<RecommendTexts> {
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).recommend;
    case "de":
      return (await import("./de.ts")).recommend;
    default:
      return (await import("./en.ts")).recommend;
  }
}
