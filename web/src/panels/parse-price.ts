// Prices as people type them.

import type { Texts } from "../i18n/index.ts";
import type { Typed } from "../ui/field.ts";

/** A price in minor units, of which there are `perMajor` in one. Signs, spaces and grouping are let be. */
export function readPrice(text: string, perMajor: number, words: Texts["panels"]["typed"]): Typed {
  const plain = text.replace(/[^\d.,]/g, "");
  if (text.trim() === "") return { value: undefined };
  // Three digits after a sign are thousands; one or two are öre.
  const amount = Number(plain.replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", "."));
  if (plain === "" || !Number.isFinite(amount)) return { why: words.price };
  return { value: Math.round(amount * perMajor) };
}
