// Describes an item's place in words, for screen readers.

import { distanceToWalls, type Walls } from "../geometry/wall-distance.ts";
import type { FirstTexts } from "../i18n/index.ts";
import type { Place, Plan, Size } from "../model/index.ts";
import { formatLength } from "../units/lengths.ts";

export interface Wording {
  texts: FirstTexts;
  units: Plan["units"];
  lang: string;
  plan: Walls;
}

/** Returns an item's distances from the walls, and its rotation unless it is 0, in words. */
export function placeWords(place: Place, size: Size, { texts, plan, units, lang }: Wording): string {
  const { left, top } = distanceToWalls(place, size, plan);
  const at = texts.seen.at(formatLength(left, units, lang), formatLength(top, units, lang));
  return place.rotation === 0 ? at : `${at}, ${texts.seen.turned(place.rotation)}`;
}
