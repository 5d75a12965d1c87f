import { expect, test } from "vitest";
import { ceilingAt, hangingHeight, usualCeilingMm } from "../../src/furniture/ceiling.ts";

/** Low at y 0, and as high as the room at y 2000; from x 0 to 4000. */
const slope = { id: "s", x: 2000, y: 0, rotation: 0, width: 4000, depth: 2000, low: 1000 };
const lamp = { width: 400, depth: 400, height: 300 };

test.each([
  ["at the low side", [2000, 0], 1000],
  ["half way up", [2000, 1000], 1800],
  ["where it meets the ceiling", [2000, 2000], 2600],
  ["beyond", [2000, 3000], 2600],
  ["beside", [4100, 500], 2600],
])("the ceiling %s", (_, at, height) => {
  expect(ceilingAt(at as [number, number], { ceiling: 2600, slopes: [slope] })).toBe(height);
});

test("a slope rises in the direction of its front", () => {
  const turned = { ...slope, x: 0, y: 2000, rotation: 270 };
  expect(ceilingAt([1000, 2000], { ceiling: 2600, slopes: [turned] })).toBe(1800);
  expect(ceilingAt([-100, 2000], { ceiling: 2600, slopes: [turned] })).toBe(2600);
});

test("of several slopes the lowest counts, and an unknown ceiling is as high as usual", () => {
  const other = { ...slope, low: 500 };
  expect(ceilingAt([2000, 0], { ceiling: 2600, slopes: [slope, other] })).toBe(500);
  expect(ceilingAt([2000, 0], {})).toBe(usualCeilingMm);
});

test("a piece hangs below the ceiling at all its corners", () => {
  const at = (y: number) => ({ x: 2000, y, rotation: 0 });
  expect(hangingHeight(at(3000), lamp, { ceiling: 2600, slopes: [slope] })).toBe(2300);
  expect(hangingHeight(at(1200), lamp, { ceiling: 2600, slopes: [slope] })).toBe(1500);
  expect(hangingHeight(at(200), { ...lamp, height: 1500 }, { ceiling: 2600, slopes: [slope] })).toBe(0);
});
