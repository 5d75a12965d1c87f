// What people type into a field, or why it can't be used.

import { normalizeAngle } from "../geometry/index.ts";
import type { Texts } from "../i18n/index.ts";
import { formatLength, parseLength, type Units } from "../units/index.ts";

export type Typed = { value: number | undefined } | { why: string };

export interface Reading {
  units: Units;
  lang: string;
  words: Texts["panels"]["typed"];
}

/** A length from `least` to `most` millimetres; nothing typed is undefined where that may be. */
export function readLength(text: string, least: number, most: number, optional: boolean, r: Reading): Typed {
  if (text.trim() === "" && optional) return { value: undefined };
  const value = parseLength(text, r.units, r.lang);
  if (value === undefined) return { why: r.words.length };
  if (value >= least && value <= most) return { value };
  const [low, high] = [least, most].map((mm) => formatLength(mm, r.units, r.lang));
  return { why: r.words.range(low ?? "", high ?? "") };
}

/** Whole degrees, 0 to 359; turns beyond are the same as within. */
export function readAngle(text: string, r: Reading): Typed {
  const found = /^([-+]?\d+(?:[.,]\d+)?)\s*°?$/.exec(text.trim().replace("\u2212", "-"));
  if (!found?.[1]) return { why: r.words.angle };
  const degrees = Math.round(Number(found[1].replace(",", ".")));
  return { value: normalizeAngle(degrees, 0) };
}

/** A price in minor units, of which there are `perMajor` in one. Signs, spaces and grouping are let be. */
export function readPrice(text: string, perMajor: number, r: Reading): Typed {
  const plain = text.replace(/[^\d.,]/g, "");
  if (text.trim() === "") return { value: undefined };
  // Three digits after a sign are thousands; one or two are öre.
  const amount = Number(plain.replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", "."));
  if (plain === "" || !Number.isFinite(amount)) return { why: r.words.price };
  return { value: Math.round(amount * perMajor) };
}
