import { expect, test } from "vitest";
import { pluralOf } from "../../src/i18n/plural.ts";

test("a number chooses the wording of its category", () => {
  const pieces = { one: "piece", other: "pieces" };
  const english = pluralOf("en");
  expect([0, 1, 2, 1.5].map((n) => english(n, pieces))).toEqual(["pieces", "piece", "pieces", "pieces"]);
});

test("a language with more categories than two has its own wordings", () => {
  const polish = pluralOf("pl");
  const forms = { one: "mebel", few: "meble", many: "mebli", other: "mebla" };
  expect([1, 2, 5, 22, 1.5].map((n) => polish(n, forms))).toEqual([
    "mebel",
    "meble",
    "mebli",
    "meble",
    "mebla",
  ]);
});

test("a category without a wording takes the one for all others", () => {
  expect(pluralOf("pl")(2, { one: "mebel", other: "mebli" })).toBe("mebli");
});
