import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEqual } from "../../src/json/equal.ts";

describe("values of JSON", () => {
  test("are equal when they hold the same", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isEqual(value, structuredClone(value))));
  });

  test("are equal exactly when JSON writes them alike, members in one order", () => {
    const sorted = (_: string, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;
    const small = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(isEqual(a, b)).toBe(JSON.stringify(a, sorted) === JSON.stringify(b, sorted));
      }),
    );
  });

  test.each([
    [
      { a: 1, b: [2, { c: 3 }] },
      { b: [2, { c: 3 }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [0, -0],
  ])("%j equals %j", (a, b) => {
    expect([isEqual(a, b), isEqual(b, a)]).toEqual([true, true]);
  });

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: 1 }, undefined],
    [[1, 2], [1]],
    [[1, 2], { 0: 1, 1: 2 }],
    [[], {}],
    [null, {}],
    ["1", 1],
  ])("%j is another than %j", (a, b) => {
    expect([isEqual(a, b), isEqual(b, a)]).toEqual([false, false]);
  });
});
