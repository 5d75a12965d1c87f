// Texts of items: accessible names for screen readers, and the tags above them.

import type { Piece } from "../catalog/types.ts";
import type { ItemView, LockView } from "../client/index.ts";
import type { FirstTexts } from "../i18n/index.ts";
import { isolated } from "../i18n/isolated.ts";
import type { Place, Verdict } from "../model/index.ts";
import { placeWords, type Wording } from "../planner/place-words.ts";
import { formatLength } from "../units/lengths.ts";

/**
 * Returns an item's accessible name, e.g. `Klinte sofa, 210 cm by 145 cm, 30 cm from the left, 120 cm from
 * the top, turned 90 degrees, fits, Anna holds it`. An own piece is said to be one after its name.
 */
export function itemLabel(
  item: Place & Pick<ItemView, "lock">,
  { name, what, size, own }: Pick<Piece, "name" | "what" | "size" | "own">,
  verdict: Verdict | undefined,
  wording: Wording,
): string {
  const { texts, units, lang } = wording;
  const words = texts.seen;
  const mm = (length: number) => formatLength(length, units, lang);
  return [
    [name, what].filter(Boolean).join(" "),
    own ? words.own : "",
    words.size(mm(size.width), mm(size.depth)),
    placeWords(item, size, wording),
    verdict ? words.verdict[verdict] : "",
    lockWords(item.lock, texts),
  ]
    .filter(Boolean)
    .join(", ");
}

function lockWords(lock: LockView, { seen }: FirstTexts): string {
  switch (lock.state) {
    case "free":
      return "";
    case "held":
      return seen.lock.held(isolated(lock.name));
    case "lost":
      return seen.lock.lost(lock.name && isolated(lock.name));
    default:
      return seen.lock[lock.state];
  }
}

/** Returns the text of the tag above an item; empty where its frame is enough. */
export function tagOf(lock: LockView, { seen }: FirstTexts): string {
  switch (lock.state) {
    case "held":
      return lock.name;
    case "expiring":
      return seen.tags.expiring;
    case "lost":
      return seen.tags.lost(lock.name && isolated(lock.name));
    default:
      return "";
  }
}
