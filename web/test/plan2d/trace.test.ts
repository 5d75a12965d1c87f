import { expect, test } from "vitest";
import type { Point } from "../../src/model/index.ts";
import { measured, written } from "../../src/plan2d/layers/draft-outline.ts";

const corners: Point[] = [
  [0, 0],
  [4000, 0],
  [4000, 3000],
];

test("every wall that is set says its length, without a pointer that hovers", () => {
  expect(measured({ corners, next: undefined })).toEqual([
    [corners[0], corners[1]],
    [corners[1], corners[2]],
  ]);
});

test("so does the wall that follows the hand, once it has a length", () => {
  expect(measured({ corners, next: [1000, 3000] }).at(-1)).toEqual([
    [4000, 3000],
    [1000, 3000],
  ]);
  expect(measured({ corners, next: [4000, 3000] })).toHaveLength(2);
  expect(measured({ corners: [], next: [4000, 3000] })).toEqual([]);
});

test("where the plan is small, only the lengths that have space are written, and that of the wall in hand", () => {
  const write = (mm: number) => `${mm / 10} cm`;
  const niche: Point[] = [
    [0, 0],
    [3000, 0],
    [3000, 300],
    [3400, 300],
  ];
  const draft = { corners: niche, next: [3400, 500] as Point };
  expect(written(draft, write, 1)).toEqual(measured(draft));
  expect(written(draft, write, 20)).toEqual([measured(draft)[0], measured(draft)[3]]);
});
