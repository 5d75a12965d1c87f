// What an own piece may be: SPEC WR12.

import { ownLength } from "./limits.ts";

/** Reports whether a value is a length of an own piece: whole millimetres in range. */
export function isOwnLength(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= ownLength.least && Number(value) <= ownLength.most;
}

/** Reports whether a text may be an own piece's kind; a kind that is not known is drawn as a box. */
export function isOwnKind(value: unknown): boolean {
  return typeof value === "string" && /^[a-z-]{1,20}$/.test(value);
}

/** Reports whether a text is a colour in the form that is stored. */
export function isColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/.test(value);
}

const mostLetters = 60;
/** Characters that draw nothing, or change the direction of text, except those that join others to one letter. */
const invisible =
  /(?!\p{Variation_Selector}|[\u{e0020}-\u{e007f}]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd\u2800]/gu;
/** The fifth and further marks of one letter. */
const piledMarks = /(?<=[\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Returns a typed name as the server stores names (AC9); "" if nothing visible is left. */
export function storedName(typed: string): string {
  const letters = [...typed.replace(invisible, "").trim().replace(piledMarks, "")].slice(0, mostLetters);
  const name = letters.join("").trim();
  return visible.test(name) ? name : "";
}
