// Input fields for angles.

import type { TemplateResult } from "lit-html";
import { normalizeAngle } from "../geometry/index.ts";
import { type PageTexts, pageTexts } from "../i18n/index.ts";
import { type Field, field, type Typed } from "./field.ts";

export interface AngleField extends Omit<Field, "read" | "write" | "inputmode"> {
  /** True to keep fractions of a degree; otherwise the value is rounded. */
  exact?: boolean;
}

export function angleField({ lang }: { lang: string }, { exact, ...rest }: AngleField): TemplateResult {
  return field({
    ...rest,
    write: (degrees) => `${degrees}°`,
    read: (text) => readAngle(text, pageTexts(lang).typed, exact),
    inputmode: "decimal",
  });
}

/** Parses an angle in degrees, normalized to 0 ≤ value < 360. */
export function readAngle(text: string, words: PageTexts["typed"], exact = false): Typed {
  const found = /^([-+]?\d+(?:[.,]\d+)?)\s*°?$/.exec(text.trim().replace("\u2212", "-"));
  if (!found?.[1]) return { why: words.angle };
  const degrees = Number(found[1].replace(",", "."));
  return { value: normalizeAngle(exact ? degrees : Math.round(degrees), 0) };
}
