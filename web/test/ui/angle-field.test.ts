import { expect, test } from "vitest";
import { pages } from "../../src/i18n/pages/en.ts";
import { readAngle } from "../../src/ui/angle-field.ts";

const { typed } = pages;

test.each([
  ["90", { value: 90 }],
  ["-45°", { value: 315 }],
  ["−45", { value: 315 }],
  ["450", { value: 90 }],
  ["22,6", { value: 23 }],
  ["359.6", { value: 0 }],
  ["a bit", { why: typed.angle }],
])("the angle %j is %j", (text, wanted) => {
  expect(readAngle(text, typed)).toEqual(wanted);
});

test("where parts of a degree count, they are kept", () => {
  expect(readAngle("22,5°", typed, true)).toEqual({ value: 22.5 });
});
