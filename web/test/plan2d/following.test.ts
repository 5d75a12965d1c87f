import fc from "fast-check";
import { expect, test } from "vitest";
import type { SharedView } from "../../src/client/index.ts";
import type { Box } from "../../src/geometry/index.ts";
import type { Point, ViewPoint } from "../../src/model/index.ts";
import { FollowingPlan } from "../../src/plan2d/following.ts";
import { type Area, toPlan, toScreen, type Viewport } from "../../src/plan2d/viewport.ts";

/** A camera without an element. */
class TestCamera {
  constructor(
    readonly area: Area,
    public view: Viewport = { middle: [0, 0], scale: 0.1 },
  ) {}

  get mmPerPx(): number {
    return 1 / this.view.scale;
  }

  toPlan(at: ViewPoint): Point {
    return toPlan(this.view, this.area, at);
  }

  toView(spot: Point): ViewPoint {
    return toScreen(this.view, this.area, spot);
  }

  take(view: Viewport): void {
    this.view = view;
  }
}

function person(area: Area, view?: Viewport, cover?: Box) {
  const camera = new TestCamera(area, view);
  return { camera, plan: new FollowingPlan(camera, () => cover) };
}

const area = fc.record({
  width: fc.integer({ min: 320, max: 2_560 }),
  height: fc.integer({ min: 320, max: 1_440 }),
});
const at = fc.double({ min: -20_000, max: 20_000, noNaN: true });
const view = fc.record({
  middle: fc.tuple(at, at),
  // The smallest view still has the largest one's area, and no limit of the scale is reached.
  scale: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
});
const covers = ({ width, height }: Area) =>
  fc.constantFrom<Box | undefined>(
    undefined,
    { x: width * 0.7, y: 0, width: width * 0.3, height },
    { x: 0, y: height * 0.6, width, height: height * 0.4 },
  );
const covered = area.chain((size) => fc.record({ area: fc.constant(size), cover: covers(size) }));

/** Goes to a view in frames of a part each, and returns how many there were. */
function go({ plan }: ReturnType<typeof person>, view: SharedView, part = 0.18): number {
  let frames = 1;
  while (plan.approach(view, part) && frames < 1_000) frames++;
  return frames;
}

test("PR9 what the followed person sees, beside their panel, is in sight beside the follower's", () => {
  fc.assert(
    fc.property(covered, covered, view, view, (theirs, ours, there, here) => {
      const leader = person(theirs.area, there, theirs.cover);
      const follower = person(ours.area, here, ours.cover);
      const seen = leader.plan.seen();
      if (seen?.mode !== "2d") throw new Error("no view of the plan");
      expect(go(follower, seen)).toBeLessThan(200);
      const { cover, area } = ours;
      const [left, top] = follower.camera.toView([seen.x, seen.y]);
      const [right, bottom] = follower.camera.toView([seen.x + seen.width, seen.y + seen.height]);
      expect(Math.min(left, top)).toBeGreaterThan(-1);
      expect(right).toBeLessThan((cover?.x || area.width) + 1);
      expect(bottom).toBeLessThan((cover?.x === 0 ? cover.y : area.height) + 1);
      // As large as possible.
      const across = (right - left) / (cover?.x || area.width);
      const down = (bottom - top) / (cover?.x === 0 ? cover.y : area.height);
      expect(Math.max(across, down)).toBeGreaterThan(0.98);
    }),
  );
});

test("PR9 two of the same size see the same", () => {
  const size = { width: 1_200, height: 800 };
  const leader = person(size, { middle: [1_234, 567], scale: 0.25 });
  const follower = person(size);
  go(follower, leader.plan.seen() as SharedView);
  expect(follower.camera.view.scale).toBeCloseTo(0.25, 3);
  expect(follower.camera.view.middle.map(Math.round)).toEqual([1_234, 567]);
  expect(follower.plan.approach(leader.plan.seen() as SharedView, 0.2)).toBe(false);
});

test("PR9 with reduced motion the view is there at once", () => {
  const follower = person({ width: 800, height: 600 });
  expect(follower.plan.approach({ mode: "2d", x: 0, y: 0, width: 4_000, height: 3_000 }, 1)).toBe(false);
  expect(follower.camera.view).toEqual({ middle: [2_000, 1_500], scale: 0.2 });
});

test.each<[string, SharedView, Point]>([
  [
    "looks at in 3D",
    { mode: "3d", eye: [0, 9_000, 5_000], target: [1_000, 2_000, 500], width: 4_000, height: 3_000 },
    [1_000, 2_000],
  ],
  ["walks to", { mode: "walk", eye: [3_000, 1_000, 1_600], target: [3_000, 0, 1_600] }, [3_000, 1_000]],
])("PR9 where there is no 3D, the plan displays what the followed person %s", (_, view, middle) => {
  const follower = person({ width: 800, height: 600 });
  go(follower, view);
  expect(follower.camera.view.middle.map(Math.round)).toEqual(middle);
});

test("PR9 what a panel covers is not told", () => {
  const view: Viewport = { middle: [4_000, 3_000], scale: 0.1 };
  const told = (cover: Box | undefined) => person({ width: 800, height: 600 }, view, cover).plan.seen();
  const whole = { mode: "2d", x: 0, y: 0, width: 8_000, height: 6_000 };
  expect(told(undefined)).toEqual(whole);
  expect(told({ x: 600, y: 0, width: 200, height: 600 })).toEqual({ ...whole, width: 6_000 });
  expect(told({ x: 0, y: 400, width: 800, height: 200 })).toEqual({ ...whole, height: 4_000 });
});

test("PR9 a hidden plan tells no view", () => {
  expect(person({ width: 0, height: 0 }).plan.seen()).toBeUndefined();
});

test("a followed cursor is brought into sight, and the view moves no farther than that", () => {
  fc.assert(
    fc.property(fc.tuple(at, at), view, (spot, from) => {
      const follower = person({ width: 800, height: 600 }, from);
      const before = follower.camera.toView(spot);
      while (follower.plan.approachSpot(spot, 0.18));
      const [x, y] = follower.camera.toView(spot);
      expect(x).toBeGreaterThan(89);
      expect(x).toBeLessThan(711);
      expect(y).toBeGreaterThan(89);
      expect(y).toBeLessThan(511);
      expect(follower.camera.view.scale).toBe(from.scale);
      if (before[0] > 91 && before[0] < 709)
        expect(follower.camera.view.middle[0]).toBeCloseTo(from.middle[0]);
    }),
  );
});
