// Formats lengths, which are millimetres internally.

import type { Plan } from "../model/index.ts";
import { decimal } from "./numbers.ts";

export type Units = Plan["units"];

export const inchMm = 25.4;
/** Fractions of an inch: a length in inches is rounded to an eighth. */
const eighths = ["", "1/8", "1/4", "3/8", "1/2", "5/8", "3/4", "7/8"];
/** Prevents line breaks inside a length. */
const nbsp = "\u00a0";

/** Returns the units that a language uses by default: only American English measures in feet. */
export function unitsOf(lang: string): Units {
  return lang.toLowerCase() === "en-us" ? "ft" : "cm";
}

/** Formats a length, e.g. `218 cm`, `2,18 m`, `7′ 2″`, `86″`. `parseLength` can parse the result. */
export function formatLength(mm: number, units: Units, lang: string): string {
  switch (units) {
    case "cm":
      return `${decimal(mm / 10, 1, lang)} cm`;
    case "m":
      return `${decimal(mm / 1000, 3, lang, 2)} m`;
    case "in":
      return inches(mm, false);
    case "ft":
      return inches(mm, true);
  }
}

/**
 * Formats `7′ 2 1/2″`, or `86 1/2″` without feet. After feet, whole inches are always present: `17′ 0 3/4″`.
 */
function inches(mm: number, feet: boolean): string {
  const parts = Math.round((Math.abs(mm) / inchMm) * eighths.length);
  const all = Math.floor(parts / eighths.length);
  const over = eighths[parts % eighths.length];
  const whole = feet ? `${Math.floor(all / 12)}′${nbsp}${all % 12}` : all || !over ? all : "";
  const gap = whole !== "" && over ? nbsp : "";
  return `${mm < 0 && parts ? "-" : ""}${whole}${gap}${over}″`;
}
