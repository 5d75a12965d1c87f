// Input fields for lengths, in the user's units.

import type { TemplateResult } from "lit-html";
import { pageTexts } from "../i18n/index.ts";
import { formatLength, parseLength, type Units } from "../units/index.ts";
import { type Field, field, type Typed } from "./field.ts";
import { explain, restore } from "./live-value.ts";

/** Units and language of the user, as in a scene. */
export interface Writing {
  units: Units;
  lang: string;
}

/** Range of a length, millimetres. */
export interface Range {
  least?: number;
  most?: number;
  /** True if an empty text is allowed. */
  optional?: boolean;
}

export interface LengthField extends Omit<Field, "read" | "write" | "inputmode">, Range {}

export function lengthField(writing: Writing, length: LengthField): TemplateResult {
  const { least, most, optional, ...rest } = length;
  const { units, lang } = writing;
  const imperial = units === "ft" || units === "in";
  return field({
    ...rest,
    write: (mm) => formatLength(mm, units, lang),
    read: (text) => readLength(text, length, writing),
    // Numeric keyboards have no minus sign, and no signs for feet and inches.
    inputmode: imperial || (least ?? 0) < 0 ? "text" : "decimal",
  });
}

/** Parses a length from `least` (default 0) to `most`; an empty text is undefined if `optional`. */
export function readLength(text: string, range: Range, { units, lang }: Writing): Typed {
  const { least = 0, most, optional = false } = range;
  if (text.trim() === "" && optional) return { value: undefined };
  const value = parseLength(text, units, lang);
  const { typed } = pageTexts(lang);
  if (value === undefined) return { why: typed.length };
  if (most === undefined || (value >= least && value <= most)) return { value };
  const [low, high] = [least, most].map((mm) => formatLength(mm, units, lang));
  return { why: typed.range(low ?? "", high ?? "") };
}

/** Handles the submit of a form with one length: passes it to `take`, or displays why it is refused. */
export function submitLength(
  event: Event,
  writing: Writing,
  take: (length: number) => string | undefined,
): void {
  event.preventDefault();
  const input = (event.currentTarget as HTMLFormElement).querySelector("input");
  if (!input) return;
  const typed = readLength(input.value, {}, writing);
  const refusal = "why" in typed ? typed.why : take(typed.value ?? 0);
  if (refusal) explain(input, refusal);
  else restore(input);
}
