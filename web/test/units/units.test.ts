import fc from "fast-check";
import { expect, test } from "vitest";
import { formatLength, formatPrice, parseLength, type Units, unitsOf } from "../../src/units/index.ts";

const units = fc.constantFrom<Units>("cm", "m", "ft", "in");
const lang = fc.constantFrom("en", "en-US", "sv", "de");
const mm = fc.integer({ min: -20_000, max: 1_000_000 });
/** How far a length may be from what is written of it, millimetres. */
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
  ['1/0"', "cm", "en", 0],
  ["3 cm 4", "cm", "en", undefined],
  ["--3", "cm", "en", undefined],
])("%j in %s, %s, is %s mm", (text, unit, language, expected) => {
  expect(parseLength(text, unit, language)).toBe(expected);
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
  expect(formatLength(2180, "ft", "en-US")).toBe("7′ 1 7/8″");
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
