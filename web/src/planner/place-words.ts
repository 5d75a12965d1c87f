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

/** Returns an item's distances from the walls, and its height and rotation unless they are 0, in words. */
export function placeWords(place: Place, size: Size, { texts, plan, units, lang }: Wording): string {
  const { left, top } = distanceToWalls(place, size, plan);
  const written = (mm: number) => formatLength(mm, units, lang);
  const words = [texts.seen.at(written(left), written(top))];
  if (place.z !== 0) words.push(texts.seen.above(written(place.z)));
  if (place.rotation !== 0) words.push(texts.seen.turned(place.rotation));
  return words.join(", ");
}
