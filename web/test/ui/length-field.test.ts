import { beforeAll, expect, test } from "vitest";
import { loadPageTexts } from "../../src/i18n/index.ts";
import { pages } from "../../src/i18n/pages/en.ts";
import { readLength } from "../../src/ui/length-field.ts";

const writing = { units: "cm", lang: "en" } as const;
beforeAll(() => loadPageTexts("en"));

const range = { least: 100, most: 10_000 };

test.each([
  ["218", { value: 2180 }],
  ["2.18 m", { value: 2180 }],
  ["  ", { value: undefined }],
  ["wide", { why: pages.typed.length }],
  ["5", { why: "Between 10 cm and 1000 cm, please." }],
])("the length %j is %j", (text, wanted) => {
  expect(readLength(text, { ...range, optional: true }, writing)).toEqual(wanted);
});

test("nothing typed is no length where one is needed", () => {
  expect(readLength("", range, writing)).toEqual({ why: pages.typed.length });
});

test("a length without bounds may be any: what takes it says what can't be", () => {
  expect(readLength("-5", {}, writing)).toEqual({ value: -50 });
});
