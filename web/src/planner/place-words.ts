// Where an item stands, in words, for those who hear the room.

import { bounds, corners } from "../geometry/index.ts";
import type { FirstTexts } from "../i18n/index.ts";
import type { Place, Plan, Size } from "../model/index.ts";
import { formatLength } from "../units/lengths.ts";

export interface Wording {
  texts: FirstTexts;
  units: Plan["units"];
  lang: string;
  plan: Pick<Plan, "outline">;
}

/** Where an item stands: how far its box is from the room's, and how it is turned. */
export function placeWords(place: Place, size: Size, { texts, plan, units, lang }: Wording): string {
  const box = bounds(corners(place, size));
  const room = bounds(plan.outline);
  const mm = (length: number) => formatLength(Math.round(length), units, lang);
  const at = texts.seen.at(mm(box.x - room.x), mm(box.y - room.y));
  return place.rotation === 0 ? at : `${at}, ${texts.seen.turned(place.rotation)}`;
}
