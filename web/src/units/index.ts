// Lengths and prices, as people write and read them. Lengths are millimetres inside.

import type { Plan } from "../client/index.ts";

export type Units = Plan["units"];

const inchMm = 25.4;
/** What a length is rounded to when it is shown: whole centimetres are enough on a plan; feet to an eighth of an inch. */
const eighths = 8;

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

/** Formatters are slow to make, and there are few. */
const formatters = new Map<string, Intl.NumberFormat>();

/** A price from its currency's minor unit, e.g. 849000 SEK as `8 490 kr`. Whole amounts are shown without decimals. */
export function formatPrice(minor: number, currency: string, lang: string): string {
  const digits =
    formatter(lang, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = minor / 10 ** digits;
  const shown = Number.isInteger(amount) ? 0 : digits;
  const options = {
    style: "currency",
    currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  } as const;
  return formatter(lang, options).format(amount);
}

function formatter(lang: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.NumberFormat(lang, options);
  formatters.set(key, made);
  return made;
}

function decimal(value: number, most: number, lang: string, least = 0): string {
  return formatter(lang, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: false,
  }).format(value);
}

function feet(mm: number): string {
  const parts = Math.round((Math.abs(mm) / inchMm) * eighths);
  const whole = Math.floor(parts / (12 * eighths));
  const rest = parts - whole * 12 * eighths;
  return `${mm < 0 && parts > 0 ? "-" : ""}${whole}′ ${fraction(rest)}″`;
}

function inches(mm: number): string {
  const parts = Math.round((Math.abs(mm) / inchMm) * eighths);
  return `${mm < 0 && parts > 0 ? "-" : ""}${fraction(parts)}`;
}

/** Eighths as `3 1/2`. */
function fraction(parts: number): string {
  const whole = Math.floor(parts / eighths);
  let [over, under] = [parts % eighths, eighths];
  while (over > 0 && over % 2 === 0) [over, under] = [over / 2, under / 2];
  if (over === 0) return String(whole);
  return whole === 0 ? `${over}/${under}` : `${whole} ${over}/${under}`;
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
const feetSigns = String.raw`(?:'|ft|feet|foot)`;
const inchSigns = String.raw`(?:"|in|inch|inches)`;
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
