// Parses lengths that users type.

import { inchMm, type Units } from "./lengths.ts";
import { decimal } from "./numbers.ts";

/**
 * Parses a length and returns whole millimetres; a number without a unit is in `units`. Accepts metric and
 * imperial units by sign, abbreviation and name, sums (`5′ 3 1/2″`, `2 m 18 cm`), fractions, and the decimal
 * and grouping signs of English, German, Swiss and Swedish. Undefined if it is no length, or ambiguous.
 */
export function parseLength(text: string, units: Units, lang: string): number | undefined {
  const plain = normalized(text, lang);
  const sign = plain.startsWith("-") ? -1 : 1;
  const mm = sum(plain.replace(/^[-+]\s*/, ""), units);
  return mm === undefined ? undefined : Math.round(mm * sign) + 0;
}

/** Unifies the spelling of signs and numbers: digits 0 to 9, a decimal point, no grouping. */
function normalized(text: string, lang: string): string {
  const digits = [...decimal(9_876_543_210, 0, lang)].reverse();
  const mark = decimal(0.5, 1, lang)
    .replace(digits[0] ?? "", "")
    .replace(digits[5] ?? "", "");
  const plain = [
    ...text
      .toLowerCase()
      .replace(/\p{Cf}/gu, "")
      .replaceAll(mark, mark === "," ? "," : "."),
  ]
    .map((sign) => (digits.includes(sign) ? String(digits.indexOf(sign)) : sign))
    .join("")
    .replace(/[¼-¾⅐-⅞]/g, (sign) => ` ${sign.normalize("NFKC").replace("⁄", "/")}`)
    .replace(/\s+/g, " ")
    .replace(/[‐-―−]/g, "-")
    .replace(/[′’‘´`]/g, "'")
    .replace(/″|“|”|''/g, '"')
    .trim();
  return ungrouped(plain, mark === "," ? "." : ",");
}

/**
 * Removes grouping signs. One group of three digits after the sign that is not the language's decimal sign,
 * e.g. `2.500` in German, is ambiguous: `~` marks it.
 */
function ungrouped(text: string, grouping: string): string {
  return text
    .replace(/(?<![\d.,/])\d{1,3}(?:( |')\d{3})(?:\1\d{3})*(?![\d/"])/g, (run) => run.replace(/[ ']/g, ""))
    .replace(/(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?=(?!\1)[.,]\d)/g, (run) =>
      run.replace(/[.,]/g, ""),
    )
    .replace(/(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?![\d.,])/g, (run) => run.replace(/[.,]/g, ""))
    .replace(/(?<![\d.,])([1-9]\d{0,2})([.,])(?=\d{3}(?![\d.,]))/g, (run, head, sign) =>
      sign === grouping ? `${head}~` : run,
    )
    .replace(/,/g, ".");
}

type Unit = "mm" | Units;
const unitMm: Record<Unit, number> = { mm: 1, cm: 10, m: 1000, in: inchMm, ft: 12 * inchMm };
const names: [Unit, RegExp][] = [
  ["mm", /^(mm|millimet(er|re)s?)$/],
  ["cm", /^(cm|[cz]entimet(er|re)s?)$/],
  ["m", /^(m|met(er|re)s?)$/],
  ["ft", /^('|ft|foot|feet|fot|fu(ß|ss))$/],
  ["in", /^("|in|inch|inches|tum|zoll)$/],
];

/** A number, a fraction or both, and a unit or none. A hyphen may join number and fraction. */
const term =
  /^(?:(\d+(?:[.~]\d*)?|\.\d+)(?!\d*\/)(?:[ -]+(?=\d+\/))? ?)?(?:(\d+)\/(\d+) ?)?(\p{L}+|['"])?\.?/u;

function sum(text: string, units: Units): number | undefined {
  let rest = text;
  let total = 0;
  let last: Unit | undefined;
  do {
    const [all = "", whole, over, under, word] = term.exec(rest) ?? [];
    const value = quantity(whole, over, under);
    const unit = word ? names.find(([, name]) => name.test(word))?.[0] : bareUnit(whole, value, last, units);
    if (value === undefined || !unit || (last && !follows(unit, last))) return undefined;
    if (whole?.includes("~") && unit !== "mm" && unit !== "cm") return undefined;
    total += value * unitMm[unit];
    rest = rest.slice(all.length).replace(unit === "ft" ? /^ ?-? ?/ : /^ /, "");
    // A number without a unit must be the last term.
    last = word ? unit : "mm";
  } while (rest);
  return total;
}

function quantity(whole?: string, over?: string, under?: string): number | undefined {
  if (whole === undefined && over === undefined) return undefined;
  const value = Number((whole ?? "0").replace("~", "")) + (over ? Number(over) / Number(under) : 0);
  return Number.isFinite(value) ? value : undefined;
}

/** Returns the unit of a number without one: the field's or, after another unit, the next smaller. */
function bareUnit(
  whole: string | undefined,
  value = 0,
  last: Unit | undefined,
  units: Units,
): Unit | undefined {
  if (last === undefined) return units;
  if (last === "ft" && value < 12) return "in";
  // `2 m 5` may be 205 or 250 cm.
  return last === "m" && /^\d\d$/.test(whole ?? "") ? "cm" : undefined;
}

/** Reports whether a unit may follow another in a sum. */
function follows(unit: Unit, last: Unit): boolean {
  return last === "ft" ? unit === "in" : last !== "in" && unit !== "in" && unitMm[unit] < unitMm[last];
}
