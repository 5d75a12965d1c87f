import fc from "fast-check";
import { expect, test } from "vitest";
import { boxesOverlap } from "../../src/geometry/boxes.ts";
import type { Box } from "../../src/geometry/index.ts";
import type { ViewPoint } from "../../src/model/index.ts";
import { type LabelledLine, labelPx, placeLabels } from "../../src/plan2d/place-labels.ts";

const view: Box = { x: 0, y: 0, width: 800, height: 600 };
const width = 60;
const line = (from: ViewPoint, to: ViewPoint): LabelledLine => ({ from, to, width });
const boxAt = ([x, y]: ViewPoint): Box => ({ x: x - width / 2, y: y - labelPx / 2, width, height: labelPx });
const one = (from: ViewPoint, to: ViewPoint, covers: Box[] = []) =>
  placeLabels([line(from, to)], view, covers)[0];

test("a length is written in the middle of its line", () => {
  expect(one([100, 300], [500, 300])).toEqual([300, 300]);
  expect(one([100, 100], [100, 500])).toEqual([100, 300]);
});

test("beside a wall it ends at the wall, and goes back over what is in hand", () => {
  expect(one([130, 300], [100, 300])).toEqual([132, 300]);
  expect(one([130, 30], [130, 20])).toEqual([130, 32]);
});

test("it stands beside a panel that lies over the middle of its line", () => {
  const panel = { x: 250, y: 0, width: 550, height: 400 };
  const [x = 0, y] = one([100, 300], [500, 300], [panel]) ?? [];
  expect(y).toBe(300);
  expect(x + width / 2).toBeLessThanOrEqual(250);
  expect(x).toBeGreaterThan(200);
});

test("it stays in the view while its line leaves it", () => {
  const [x = 0] = one([700, 300], [1500, 300]) ?? [];
  expect(x + width / 2).toBeLessThanOrEqual(800);
});

test("where no place is free it stands in the middle", () => {
  expect(one([100, 300], [500, 300], [view])).toEqual([300, 300]);
});

test("the lengths around a small piece in a corner do not lie over each other, nor over a wall", () => {
  const px = fc.integer({ min: 2, max: 40 });
  fc.assert(
    fc.property(px, px, px, (left, top, half) => {
      const [x, y] = [100 + left + half, 100 + top + half];
      const lines = [
        line([x - half, y], [100, y]),
        line([x, y - half], [x, 100]),
        line([x + half, y], [600, y]),
        line([x, y + half], [x, 500]),
      ];
      const boxes = placeLabels(lines, view, []).map(boxAt);
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(0, i)) expect(boxesOverlap(a, b)).toBe(false);
      }
      expect(boxes[0]?.x).toBeGreaterThan(100);
      expect(boxes[1]?.y).toBeGreaterThan(100);
      const right = boxes[2];
      expect((right?.x ?? 0) + width).toBeLessThan(600);
    }),
  );
});
