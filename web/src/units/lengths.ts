// Lengths as they are written. They are millimetres inside.

import type { Plan } from "../model/index.ts";
import { decimal } from "./numbers.ts";

export type Units = Plan["units"];

export const inchMm = 25.4;
/** What a length is rounded to when it is shown: whole centimetres are enough on a plan; feet to an eighth of an inch. */
const eighths = 8;
/** A length is not broken over two lines in mid number. */
const nbsp = "\u00a0";

/** The units that people of a language use: only American English measures in feet. */
export function unitsOf(lang: string): Units {
  return lang.toLowerCase() === "en-us" ? "ft" : "cm";
}

/** A length as it is written, e.g. `218 cm`, `2,18 m`, `7′ 2″`, `86″`. What it says, `parseLength` reads back. */
export function formatLength(mm: number, units: Units, lang: string): string {
  switch (units) {
    case "cm":
      return `${decimal(mm / 10, 1, lang)} cm`;
    case "m":
      return `${decimal(mm / 1000, 3, lang, 2)} m`;
    case "in":
      return `${inches(mm)}″`;
    case "ft":
      return feet(mm);
  }
}

function feet(mm: number): string {
  const parts = Math.round((Math.abs(mm) / inchMm) * eighths);
  const whole = Math.floor(parts / (12 * eighths));
  const rest = parts - whole * 12 * eighths;
  // Inches alone could be taken for a fraction of a foot: `17′ 0 3/4″`.
  const inches = fraction(rest).replace(/^\d+\//, `0${nbsp}$&`);
  return `${mm < 0 && parts > 0 ? "-" : ""}${whole}′${nbsp}${inches}″`;
}

function inches(mm: number): string {
  const parts = Math.round((Math.abs(mm) / inchMm) * eighths);
  return `${mm < 0 && parts > 0 ? "-" : ""}${fraction(parts)}`;
}

/** Eighths as `3 1/2`, with a no-break space. */
function fraction(parts: number): string {
  const whole = Math.floor(parts / eighths);
  let over = parts % eighths;
  let under = eighths;
  while (over > 0 && over % 2 === 0) [over, under] = [over / 2, under / 2];
  if (over === 0) return String(whole);
  return whole === 0 ? `${over}/${under}` : `${whole}${nbsp}${over}/${under}`;
}
