import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box } from "../../src/geometry/index.ts";
import { insetsOf } from "../../src/geometry/insets.ts";
import type { Point, ViewPoint } from "../../src/model/index.ts";
import { AutoPan, wayOut } from "../../src/plan2d/auto-pan.ts";
import { startStopwatch } from "../fake/stopwatch.ts";
import { item, World } from "../fake/world.ts";
import { Someone } from "../planner/harness.ts";

const area = { width: 1000, height: 700 };
/** The inspector on a desktop, and a bottom sheet on a phone. */
const panel: Box = { x: 700, y: 16, width: 284, height: 400 };
const sheet: Box = { x: 0, y: 560, width: 1000, height: 140 };

const box: fc.Arbitrary<Box> = fc.record({
  x: fc.integer({ min: -200, max: 1100 }),
  y: fc.integer({ min: -200, max: 800 }),
  width: fc.integer({ min: 5, max: 400 }),
  height: fc.integer({ min: 5, max: 400 }),
});

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test.each([panel, sheet])(
  "what is beneath a panel comes out from it, into the view; else nothing moves",
  (cover) => {
    fc.assert(
      fc.property(box, (piece) => {
        const [dx, dy] = wayOut(piece, cover, area);
        if (!meet(piece, cover)) {
          expect([dx, dy]).toEqual([0, 0]);
          return;
        }
        const moved = { ...piece, x: piece.x + dx, y: piece.y + dy };
        if (dx === 0 && dy === 0) return;
        expect(meet(moved, cover)).toBe(false);
        expect(moved.x).toBeGreaterThanOrEqual(16);
        expect(moved.y).toBeGreaterThanOrEqual(16);
        expect(moved.x + moved.width).toBeLessThanOrEqual(984);
        expect(moved.y + moved.height).toBeLessThanOrEqual(684);
      }),
    );
  },
);

test("the shortest way is taken, and only where it leads into the view", () => {
  const small = { width: 100, height: 60 };
  expect(wayOut({ ...small, x: 720, y: 200 }, panel, area)).toEqual([-136, 0]);
  expect(wayOut({ ...small, x: 850, y: 390 }, panel, area)).toEqual([0, 42]);
  // Upwards would be shorter, but leads out of the view.
  expect(wayOut({ ...small, x: 850, y: 20 }, panel, area)).toEqual([-266, 0]);
  expect(wayOut({ ...small, x: 300, y: 600 }, sheet, area)).toEqual([0, -116]);
  expect(wayOut({ x: 10, y: 100, width: 950, height: 500 }, panel, area)).toEqual([0, 0]);
});

test("a panel leaves the room what is to its left, a sheet what is above it", () => {
  expect(insetsOf(panel, area)).toEqual({ top: 0, right: 300, bottom: 0 });
  expect(insetsOf(sheet, area)).toEqual({ top: 0, right: 0, bottom: 140 });
  // A panel at the side of a narrow view isn't a bottom sheet, though it takes more than half of the width.
  const small = { width: 590, height: 556 };
  const wide = { x: 278, y: 12, width: 300, height: 420 };
  expect(insetsOf(wide, small)).toEqual({ top: 0, right: 312, bottom: 0 });
});

const stopwatch = startStopwatch();

/** Creates a room with a selected item, 1 m wide, under the panel's left edge, at 10 mm per pixel. */
async function beneath() {
  const anna = await Someone.come(new World(item("a", { product: "sofa", x: 7500, y: 2000 })), "Anna");
  const view = { middle: [0, 0] as Point, hand: false };
  const camera = {
    area,
    aside: { top: 0, right: 0, bottom: 0 },
    toView: ([x, y]: Point): ViewPoint => [x / 10 + view.middle[0], y / 10 + view.middle[1]],
    makeWay([dx, dy]: ViewPoint) {
      view.middle = [view.middle[0] + dx, view.middle[1] + dy];
    },
  };
  const reveal = new AutoPan(camera, () => view.hand);
  const frames = (count: number) => {
    for (let i = 0; i < count; i++, stopwatch.now += 16) reveal.step(anna.work.scene());
  };
  anna.do.select(["a"]);
  reveal.cover(panel);
  return { anna, view, camera, reveal, frames };
}
const out = 7500 / 10 + 50 + 16 - panel.x;

test("the view makes way for what is selected, and the whole room is shown beside the panel", async () => {
  const { view, camera, frames } = await beneath();
  frames(3);
  expect(view.middle[0]).toBeLessThan(0);
  expect(view.middle[0]).toBeGreaterThan(-out);
  frames(60);
  expect(view.middle[0]).toBeCloseTo(-out);
  expect(view.middle[1]).toBe(0);
  expect(camera.aside).toEqual({ top: 0, right: 300, bottom: 0 });
});

test("it goes at once for who asked for less motion", async () => {
  const { anna, view, frames } = await beneath();
  anna.planner.set({ reducedMotion: true });
  frames(1);
  expect(view.middle[0]).toBeCloseTo(-out);
});

test("nothing moves under a hand, and it goes on when the hand has let go", async () => {
  const { view, frames } = await beneath();
  view.hand = true;
  frames(20);
  expect(view.middle).toEqual([0, 0]);
  view.hand = false;
  frames(60);
  expect(view.middle[0]).toBeCloseTo(-out);
});

test("who looks elsewhere is left there", async () => {
  const { view, reveal, frames } = await beneath();
  frames(3);
  reveal.cease();
  const before = view.middle;
  frames(60);
  expect(view.middle).toEqual(before);
});
