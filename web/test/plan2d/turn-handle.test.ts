import { expect, test } from "vitest";
import { pointInPolygon } from "../../src/geometry/index.ts";
import type { Point } from "../../src/model/index.ts";
import { handleSide } from "../../src/plan2d/layers/turn-handle.ts";

const room: Point[] = [
  [0, 0],
  [4000, 0],
  [4000, 3000],
  [0, 3000],
];
const inside = (spot: Point) => pointInPolygon(room, spot);
const sideOf = (x: number, y: number, rotation = 0) =>
  handleSide({ middle: [x, y], rotation, reach: [400, 1000, 400, 1000] }, 10, inside);

test("the turn handle is above, and below at the upper wall", () => {
  expect(sideOf(2000, 1500)).toBe(0);
  expect(sideOf(2000, 401)).toBe(2);
  expect(sideOf(2000, 2599)).toBe(0);
});

test("what is above turns with the piece", () => {
  expect(sideOf(2000, 401, 180)).toBe(0);
  expect(sideOf(3590, 1500, 90)).toBe(2);
  expect(sideOf(410, 1500, 90)).toBe(0);
});

test("at both walls it is at a side; where there is no room at all, above", () => {
  const flat = (reach: readonly [number, number, number, number], at: Point) =>
    handleSide({ middle: at, rotation: 0, reach }, 10, inside);
  expect(flat([1400, 400, 1400, 400], [1000, 1500])).toBe(1);
  expect(flat([1400, 400, 1400, 400], [3500, 1500])).toBe(3);
  expect(flat([1400, 1900, 1400, 1900], [2000, 1500])).toBe(0);
});
