// Puts the reason of a recommendation into a sentence (RC6).

import { colourNames } from "../catalog/colours.ts";
import { inLanguage } from "../catalog/piece.ts";
import type { RecommendTexts } from "../i18n/recommend/index.ts";
import type { Plan } from "../model/index.ts";
import { formatLength } from "../units/index.ts";
import type { Recommendation } from "./types.ts";

interface Speech {
  why: RecommendTexts["why"];
  /** Returns the name of an item. */
  nameOf: (id: string) => string;
  units: Plan["units"];
  /** BCP 47. */
  lang: string;
}

export function sentenceOf(
  { piece, reason }: Pick<Recommendation, "piece" | "reason">,
  { why, nameOf, units, lang }: Speech,
): string {
  switch (reason.code) {
    case "missing":
      return why.missing;
    case "begin":
      return why.begin[reason.room];
    case "colour":
      return why.colour(inLanguage(colourNames[reason.family], lang), nameOf(reason.with));
    case "smaller":
      return why.smaller(piece.name, formatLength(reason.width, units, lang));
    default:
      return why[reason.code](nameOf(reason.with));
  }
}
