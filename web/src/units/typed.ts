// Lengths as people type them.

import { inchMm, type Units } from "./lengths.ts";
import { decimal } from "./numbers.ts";

/**
 * Reads a length; bare numbers are in `units`. Understands mm, cm, m, ft, in, primes and
 * quotes, fractions, comma and point. Undefined for what is no length.
 */
export function parseLength(text: string, units: Units, lang: string): number | undefined {
  const clean = normalised(text, lang);
  const sign = clean.startsWith("-") ? -1 : 1;
  const body = clean.replace(/^[-+]\s*/, "");
  const mm = imperial(body) ?? metric(body, units);
  return mm === undefined ? undefined : Math.round(mm * sign) + 0;
}

/** One way of writing each sign; the language's decimal sign becomes a point. */
function normalised(text: string, lang: string): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[′’‘´`]/g, "'")
    .replace(/″|“|”|''/g, '"');
  const comma = decimal(0.5, 1, lang).includes(",");
  // 2,180 is two metres in Swedish and two thousand in English; 2,18 can only be a decimal.
  const grouped = comma ? plain : plain.replace(/(\d),(?=\d{3}(\D|$))/g, "$1");
  return grouped.replace(/(\d) (?=\d{3}(\D|$))/g, "$1").replace(/,/g, ".");
}

const number = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
const fractional = String.raw`(?:(\d+(?:\.\d+)?|\.\d+)(?!\/)\s*)?(?:(\d+)\/(\d+)\s*)?`;
const feetSigns = "(?:'|ft|feet|foot)";
const inchSigns = '(?:"|in|inch|inches)';
const inFeet = new RegExp(`^${number}\\s*${feetSigns}\\.?\\s*(?:${fractional}${inchSigns}?\\.?)?$`);
const inInches = new RegExp(`^${fractional}${inchSigns}\\.?$`);
const inMetric = new RegExp(`^${number}\\s*(mm|cm|m|)$`);
const bareFraction = new RegExp(`^${fractional}$`);
const unitMm = { mm: 1, cm: 10, m: 1000, in: inchMm, ft: 12 * inchMm };

function imperial(text: string): number | undefined {
  const both = inFeet.exec(text);
  if (both) return Number(both[1]) * unitMm.ft + (inchesOf(both[2], both[3], both[4]) ?? 0);
  const only = inInches.exec(text);
  return only ? inchesOf(only[1], only[2], only[3]) : undefined;
}

function inchesOf(whole?: string, over?: string, under?: string): number | undefined {
  if (whole === undefined && over === undefined) return undefined;
  const part = over === undefined || Number(under) === 0 ? 0 : Number(over) / Number(under);
  return (Number(whole ?? 0) + part) * inchMm;
}

function metric(text: string, units: Units): number | undefined {
  const found = inMetric.exec(text);
  if (found) return Number(found[1]) * unitMm[(found[2] || units) as keyof typeof unitMm];
  const bare = units === "in" || units === "ft" ? bareFraction.exec(text) : null;
  const inchMms = bare && inchesOf(bare[1], bare[2], bare[3]);
  return inchMms === undefined || inchMms === null ? undefined : (inchMms / inchMm) * unitMm[units];
}
