// Parses prices as people type them.

import type { PageTexts } from "../i18n/index.ts";
import type { Typed } from "../ui/field.ts";

/**
 * Parses a price and returns it in minor units, of which a major one has `perMajor`; undefined for an
 * empty text. Currency signs, spaces and grouping are ignored.
 */
export function readPrice(text: string, perMajor: number, words: PageTexts["typed"]): Typed {
  const plain = text.replace(/[^\d.,]/g, "");
  if (text.trim() === "") return { value: undefined };
  // Three digits after a point or comma are thousands; one or two are minor units.
  const amount = Number(plain.replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", "."));
  if (plain === "" || !Number.isFinite(amount)) return { why: words.price };
  return { value: Math.round(amount * perMajor) };
}
