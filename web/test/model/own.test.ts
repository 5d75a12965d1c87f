import fc from "fast-check";
import { expect, test } from "vitest";
import { storedName } from "../../src/model/own.ts";

test.each([
  ["  Grandma's sofa ", "Grandma's sofa"],
  ["Sofa\u0000\n", "Sofa"],
  ["\u202eafos", "afos"],
  ["A\u200bB", "AB"],
  ["👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"],
  ["❤\ufe0f", "❤\ufe0f"],
  [`e${"\u0301".repeat(9)}`, `e${"\u0301".repeat(4)}`],
  ["x".repeat(70), "x".repeat(60)],
  ["🛋".repeat(70), "🛋".repeat(60)],
  [`${"x".repeat(59)}  y`, "x".repeat(59)],
  ["\u200d \u0301", ""],
  ["", ""],
])("AC9 the name %j is stored as %j", (typed, stored) => {
  expect(storedName(typed)).toBe(stored);
});

test("AC9 a stored name is stored unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 90 }), (typed) => {
      const stored = storedName(typed);
      expect(storedName(stored)).toBe(stored);
    }),
  );
});
