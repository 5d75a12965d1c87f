import fc from "fast-check";
import { expect, test } from "vitest";
import { formatLength, formatPrice, parseLength, type Units, unitsOf } from "../../src/units/index.ts";

const units = fc.constantFrom<Units>("cm", "m", "ft", "in");
const languages = ["en", "en-US", "sv", "de", "de-CH", "fr", "ar-EG", "fa", "bn", "sl", "he"];
const lang = fc.constantFrom(...languages);
const mm = fc.integer({ min: -20_000, max: 1_000_000 });
/** How far a length may be from its formatted text, millimetres. */
const roundedBy: Record<Units, number> = { cm: 0.5, m: 0.5, ft: 25.4 / 16 + 0.5, in: 25.4 / 16 + 0.5 };

test("what is written of a length is read as that length, in every unit and language", () => {
  fc.assert(
    fc.property(mm, units, lang, (length, unit, language) => {
      const read = parseLength(formatLength(length, unit, language), unit, language);
      expect(read).toBeDefined();
      expect(Math.abs((read ?? Number.NaN) - length)).toBeLessThanOrEqual(roundedBy[unit]);
    }),
  );
});

test("writing what was read changes nothing any more", () => {
  fc.assert(
    fc.property(mm, units, lang, (length, unit, language) => {
      const once = formatLength(length, unit, language);
      const again = formatLength(parseLength(once, unit, language) ?? Number.NaN, unit, language);
      expect(again).toBe(once);
    }),
  );
});

test("a length in one unit can be typed where another is shown", () => {
  fc.assert(
    fc.property(mm, units, units, lang, (length, written, shown, language) => {
      const text = formatLength(length, written, language);
      expect(parseLength(text, shown, language)).toBe(parseLength(text, written, language));
    }),
  );
});

test.each<[string, Units, string, number | undefined]>([
  ['30"', "ft", "en-US", 762],
  ["30″", "cm", "en", 762],
  ["30 in", "ft", "en", 762],
  ["30", "in", "en", 762],
  ["30", "ft", "en", 9144],
  [`5' 3 1/2"`, "cm", "en", 1613],
  ["5′ 3″", "ft", "en-US", 1600],
  ["5ft 3in", "ft", "en", 1600],
  ["5 ft", "cm", "en", 1524],
  ['1/2"', "cm", "en", 13],
  ["2,18 m", "cm", "sv", 2180],
  ["2.18 m", "cm", "sv", 2180],
  ["218", "cm", "sv", 2180],
  ["218 cm", "ft", "en", 2180],
  ["2 180 mm", "cm", "sv", 2180],
  ["2\u202f180\u00a0mm", "cm", "de", 2180],
  ["2,180 mm", "cm", "en", 2180],
  ["2,5 cm", "cm", "de", 25],
  ["-40 cm", "cm", "en", -400],
  ["−40 cm", "cm", "sv", -400],
  ["0", "m", "en", 0],
  ["", "cm", "en", undefined],
  ["wide", "cm", "en", undefined],
  ["12 parsecs", "cm", "en", undefined],
  ['1/0"', "cm", "en", undefined],
  [`5'-3 1/2"`, "cm", "en-US", 1613],
  [`5' - 3"`, "ft", "en-US", 1600],
  [`3' - 0"`, "ft", "en-US", 914],
  [`5' 6-3/4"`, "ft", "en-US", 1695],
  ["5’3½”", "cm", "en-US", 1613],
  ['¾"', "cm", "en-US", 19],
  ['1-1/4"', "cm", "en-US", 32],
  ["5 1/2'", "cm", "en", 1676],
  ["5 1/2 ft", "cm", "en", 1676],
  ["1/2 ft", "cm", "en", 152],
  ["5 1/2", "ft", "en", 1676],
  ['5 128/256"', "cm", "en", 140],
  [`12' 100/200"`, "cm", "en", 3670],
  ["5'3", "cm", "en", 1600],
  ["5'14", "cm", "en", undefined],
  ["5ft. 3in.", "cm", "en", 1600],
  ["5 Fuß 3 Zoll", "cm", "de", 1600],
  ["3 fot 2 tum", "cm", "sv", 965],
  ["2 m 18 cm", "cm", "sv", 2180],
  ["2m18", "cm", "de", 2180],
  ["2 m 5", "cm", "de", undefined],
  ["2 meter", "cm", "sv", 2000],
  ["2 Zentimeter", "cm", "de", 20],
  ["218,", "cm", "sv", 2180],
  ["2.500 mm", "cm", "de", 2500],
  ["2.500 cm", "cm", "sv", 25_000],
  ["2.500 m", "cm", "de", undefined],
  ["2,500 m", "cm", "en", undefined],
  ["2.500 m", "cm", "en", 2500],
  ["0.500 m", "cm", "de", 500],
  ["1.234,5 mm", "cm", "de", 1235],
  ["1,234.5 mm", "cm", "de", 1235],
  ["12’500 mm", "cm", "de-CH", 12_500],
  ["12'500 mm", "cm", "de-CH", 12_500],
  ["5 cm 3 m", "cm", "en", undefined],
  ["5 6", "cm", "en", undefined],
  ["5-3", "cm", "en", undefined],
  ["3 cm 4", "cm", "en", undefined],
  ["--3", "cm", "en", undefined],
])("%j in %s, %s, is %s mm", (text, unit, language, expected) => {
  expect(parseLength(text, unit, language)).toBe(expected);
});

test("millimetres that a language groups are read back", () => {
  const grouped = fc.constantFrom("en", "sv", "de", "de-CH", "de-AT", "fr");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), grouped, (length, language) => {
      const text = `${new Intl.NumberFormat(language).format(length)} mm`;
      expect(parseLength(text, "cm", language)).toBe(length);
    }),
  );
});

test("feet and inches are read however they are joined", () => {
  const feet = fc.integer({ min: 0, max: 99 });
  const inches = fc.integer({ min: 0, max: 11 });
  const join = fc.constantFrom("", " ", "-", " - ", "  ");
  const part = fc.constantFrom(["", 0], ["½", 1 / 2], [" 1/2", 1 / 2], ["-1/2", 1 / 2], [" 3/16", 3 / 16]);
  const signs = fc.constantFrom(["'", '"'], ["′", "″"], ["’", "”"], [" ft", " in"], [" feet", " inches"]);
  fc.assert(
    fc.property(feet, inches, join, part, signs, (ft, inch, between, [text, more], [foot, end]) => {
      const typed = `${ft}${foot}${between}${inch}${text}${end}`;
      const exact = (ft * 12 + inch + Number(more)) * 25.4;
      expect(Math.abs((parseLength(typed, "cm", "en-US") ?? Number.NaN) - exact)).toBeLessThan(0.501);
    }),
  );
});

test("whatever is typed is a length or nothing, never an exception or NaN", () => {
  fc.assert(
    fc.property(fc.string(), units, lang, (text, unit, language) => {
      expect(parseLength(text, unit, language) ?? 0).not.toBeNaN();
    }),
  );
});

test("lengths are shown as each language writes them", () => {
  expect(formatLength(2180, "m", "sv")).toBe("2,18 m");
  expect(formatLength(2180, "cm", "en")).toBe("218 cm");
  expect(formatLength(2180, "ft", "en-US")).toBe("7′\u00a01\u00a07/8″");
  expect(formatLength(17 * 304.8 + 19, "ft", "en-US")).toBe("17′\u00a00\u00a03/4″");
  expect(formatLength(19, "ft", "en-US")).toBe("0′\u00a00\u00a03/4″");
  expect(formatLength(19, "in", "en-US")).toBe("3/4″");
  expect(formatLength(762, "in", "en-US")).toBe("30″");
  expect([unitsOf("en-US"), unitsOf("en-GB"), unitsOf("sv"), unitsOf("en")]).toEqual([
    "ft",
    "cm",
    "cm",
    "cm",
  ]);
});

test("prices leave out decimals that are not there", () => {
  expect(formatPrice(849_000, "SEK", "sv").replace(/\s/g, " ")).toBe("8 490 kr");
  expect(formatPrice(44_950, "EUR", "de").replace(/\s/g, " ")).toBe("449,50 €");
  expect(formatPrice(44_900, "USD", "en-US")).toBe("$449");
  expect(formatPrice(500, "JPY", "en-US")).toBe("¥500");
});

test("short prices have no decimals in any currency, and its shortest sign", () => {
  expect(formatPrice(2_619_460, "SEK", "en").replace(/\s/g, " ")).toBe("SEK 26,194.60");
  expect(formatPrice(2_619_460, "SEK", "en", true).replace(/\s/g, " ")).toBe("kr 26,195");
  expect(formatPrice(44_950, "EUR", "de", true).replace(/\s/g, " ")).toBe("450 €");
  expect(formatPrice(500, "JPY", "en-US", true)).toBe("¥500");
});
