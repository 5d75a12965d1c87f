import fc from "fast-check";
import { Box3, Ray, Vector3 } from "three";
import { expect, test } from "vitest";
import { rotatePoint } from "../../src/geometry/index.ts";
import { approachPlace, isNear } from "../../src/geometry/smoothing.ts";
import type { Point } from "../../src/model/index.ts";
import { facesOf } from "../../src/snap/index.ts";
import { seenStep } from "../../src/view3d/input/keys.ts";
import { fitting } from "../../src/view3d/items/model.ts";
import { approach, hides } from "../../src/view3d/room/fading.ts";
import { levelPoint, toPlan, toTurn, toWorld, turnBetween, wallPoint } from "../../src/view3d/space.ts";

const mm = fc.integer({ min: -8000, max: 8000 });
const spot = fc.tuple(mm, mm);
const degrees = fc.integer({ min: 0, max: 359 });

test("a spot of the plan is found again in the world, and turns the same way there", () => {
  fc.assert(
    fc.property(spot, degrees, (p, rotation) => {
      const back = toPlan(toWorld(p));
      expect(back[0]).toBeCloseTo(p[0], 6);
      expect(back[1]).toBeCloseTo(p[1], 6);
      const turned = toPlan(toWorld(p).applyAxisAngle(new Vector3(0, 1, 0), toTurn(rotation)));
      const wanted = rotatePoint(p, rotation);
      expect(Math.hypot(turned[0] - wanted[0], turned[1] - wanted[1])).toBeLessThan(0.01);
    }),
  );
});

test("a ray towards a spot at any height meets its level there", () => {
  fc.assert(
    fc.property(spot, spot, fc.integer({ min: 0, max: 1500 }), (eye, at, height) => {
      const origin = toWorld(eye, 4000);
      const ray = new Ray(origin, toWorld(at, height).sub(origin).normalize());
      const found = levelPoint(ray, height);
      expect(found && Math.hypot(found[0] - at[0], found[1] - at[1])).toBeLessThan(2);
    }),
  );
});

test("a ray meets the wall that it looks at from within, at its height, and none from behind", () => {
  const room: Point[] = [
    [-8100, -8100],
    [8100, -8100],
    [8100, 8100],
    [-8100, 8100],
  ];
  const faces = facesOf({ outline: room, walls: [] });
  fc.assert(
    fc.property(spot, mm, fc.integer({ min: 0, max: 2500 }), (eye, along, height) => {
      const origin = toWorld(eye, 1600);
      for (const at of [
        [along, -8100],
        [8100, along],
      ] as Point[]) {
        const ray = new Ray(origin, toWorld(at, height).sub(origin).normalize());
        const found = wallPoint(ray, faces);
        expect(found && Math.hypot(found.at[0] - at[0], found.at[1] - at[1])).toBeLessThan(3);
        expect(Math.abs((found?.height ?? 0) - height)).toBeLessThan(3);
      }
    }),
  );
  const outside = new Ray(toWorld([0, -20_000], 1000), new Vector3(0, 0, 1));
  // Through the wall in front to the one behind.
  expect(wallPoint(outside, faces)).toEqual({ at: [0, 8100], height: 1000 });
  expect(wallPoint(new Ray(toWorld([0, 0], 1000), new Vector3(0, 1, 0)), faces)).toBeUndefined();
});

test("a ray that looks up, or grazes the floor, meets it nowhere", () => {
  expect(levelPoint(new Ray(new Vector3(0, 2, 0), new Vector3(0, 1, 0)))).toBeUndefined();
  expect(levelPoint(new Ray(new Vector3(0, 2, 0), new Vector3(1, -0.001, 0).normalize()))).toBeUndefined();
});

test("the knob's turn is the angle that the hand went round the middle, clockwise", () => {
  fc.assert(
    fc.property(fc.integer({ min: -179, max: 179 }), spot, (by, centre) => {
      const from: Point = [centre[0] + 1000, centre[1]];
      const [x, y] = rotatePoint([1000, 0], by);
      expect(turnBetween(centre, from, [centre[0] + x, centre[1] + y])).toBeCloseTo(by, 6);
    }),
  );
});

test("arrows move a piece as one sees it: up is away, from whichever side one looks", () => {
  const up: Point = [0, -1];
  const right: Point = [1, 0];
  expect([seenStep(up, [0, -1]), seenStep(right, [0, -1])]).toEqual([
    [0, -1],
    [1, 0],
  ]);
  expect([seenStep(up, [1, 0.2]), seenStep(right, [1, 0.2])]).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect([seenStep(up, [0.3, 1]), seenStep(right, [0.3, 1])]).toEqual([
    [0, 1],
    [-1, 0],
  ]);
  expect([seenStep(up, [-1, 0]), seenStep(right, [-1, 0])]).toEqual([
    [-1, 0],
    [0, -1],
  ]);
});

test("outer walls hide the room from behind, inner ones when they stand between", () => {
  const top = {
    kind: "outer",
    face: [
      [0, 0],
      [4000, 0],
    ],
  } as const;
  expect(hides(top as never, [2000, -3000], [2000, 1500])).toBe(true);
  expect(hides(top as never, [2000, 6000], [2000, 1500])).toBe(false);
  const across = {
    kind: "inner",
    face: [
      [2000, 0],
      [2000, 3000],
    ],
  } as const;
  expect(hides(across as never, [5000, 1500], [1000, 1500])).toBe(true);
  expect(hides(across as never, [5000, 1500], [3000, 1500])).toBe(false);
});

test("what fades or glides arrives, and never overshoots", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), spot, spot, degrees, degrees, (ms, a, b, r, s) => {
      let opacity = 1;
      let place = { x: a[0], y: a[1], z: 0, rotation: r };
      const to = { x: b[0], y: b[1], z: 0, rotation: s };
      for (let i = 0; i < 4000 && (opacity !== 0.06 || place !== to); i++) {
        opacity = approach(opacity, 0.06, ms);
        place = approachPlace(place, to, ms);
        expect(opacity).toBeGreaterThanOrEqual(0.06);
      }
      expect(opacity).toBe(0.06);
      expect(isNear(place, to)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("a model in any unit is brought to its product's size; one of other proportions is refused", () => {
  const size = { width: 2000, depth: 900, height: 800 };
  for (const unit of [1, 100, 1000]) {
    const box = new Box3(new Vector3(0, 1, 0), new Vector3(2.1 * unit, 0.78 * unit + 1, 0.92 * unit));
    const { min, max } = box.clone().applyMatrix4(fitting(box, size));
    for (const [found, wanted] of [
      [min, [-1, 0, -0.45]],
      [max, [1, 0.8, 0.45]],
    ] as const) {
      for (const [i, metres] of found.toArray().entries()) expect(metres).toBeCloseTo(wanted[i] ?? 0, 6);
    }
  }
  const chair = new Box3(new Vector3(0, 0, 0), new Vector3(0.5, 0.8, 0.5));
  expect(() => fitting(chair, size)).toThrow("not 2 × 0.8 × 0.9 metres");
});
