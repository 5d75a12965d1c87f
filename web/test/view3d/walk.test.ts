import fc from "fast-check";
import { expect, test } from "vitest";
import { edges, pointInPolygon, segmentDistance } from "../../src/geometry/index.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import { barriers, bodyMm, free, standing, walked } from "../../src/view3d/first-person/collision.ts";

const plan: PlanBody = {
  name: "",
  units: "cm",
  outline: [
    [0, 0],
    [6000, 0],
    [6000, 2500],
    [3500, 2500],
    [3500, 5000],
    [0, 5000],
  ],
  walls: [{ id: "w", from: [2000, 0], to: [2000, 2500], thickness: 100 }],
  doors: [
    { id: "d", x: 2000, y: 1250, width: 900, rotation: 90, hinge: "left", opens: "in" },
    { id: "out", x: 1000, y: 5000, width: 900, rotation: 0, hinge: "left", opens: "in" },
  ],
  windows: [],
};
const walls = barriers(plan);
const stride = fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }));

test("nobody walks out of the room, or nearer to its walls than half their width, however far they stride", () => {
  fc.assert(
    fc.property(fc.array(stride, { minLength: 1, maxLength: 12 }), (strides) => {
      let at: Point = [1000, 3500];
      for (const [dx, dy] of strides) {
        at = walked(plan, walls, at, [at[0] + dx, at[1] + dy]);
        expect(pointInPolygon(plan.outline, at)).toBe(true);
        for (const edge of edges(plan.outline)) expect(segmentDistance(at, edge)).toBeGreaterThan(bodyMm - 5);
      }
    }),
    { numRuns: 60 },
  );
});

test("nobody is squeezed out where two walls meet at a sharp corner", () => {
  const wedge: PlanBody = {
    ...plan,
    walls: [],
    doors: [],
    outline: [
      [0, 0],
      [8000, 0],
      [0, 1600],
    ],
  };
  const sides = barriers(wedge);
  fc.assert(
    fc.property(fc.array(stride, { minLength: 1, maxLength: 12 }), (strides) => {
      let at = standing(wedge) ?? [0, 0];
      for (const [dx, dy] of strides) {
        at = walked(wedge, sides, at, [at[0] + dx, at[1] + dy]);
        expect(free(wedge, sides, at)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("an inner wall stops a person, its door doesn't", () => {
  expect(walked(plan, walls, [1000, 500], [3000, 500])[0]).toBeLessThan(2000);
  expect(walked(plan, walls, [1000, 1250], [3000, 1250]).map(Math.round)).toEqual([3000, 1250]);
});

test("a door in the outline is no way out", () => {
  expect(walked(plan, walls, [1000, 4000], [1000, 7000])[1]).toBeLessThan(5000);
});

test("who walks against a wall slides along it", () => {
  const [x, y] = walked(plan, walls, [1000, 4000], [2500, 6000]);
  expect(x).toBeGreaterThan(2000);
  expect(y).toBeLessThan(5000);
});

test("a walk begins where one can stand, as near to the wish as can be; nowhere in a cupboard", () => {
  const start = standing(plan, [-500, -500]);
  expect(start && free(plan, walls, start)).toBe(true);
  const cupboard: Point[] = [
    [0, 0],
    [400, 0],
    [400, 400],
    [0, 400],
  ];
  expect(standing({ ...plan, walls: [], doors: [], outline: cupboard })).toBeUndefined();
  expect(standing({ ...plan, walls: [], doors: [], outline: [] })).toBeUndefined();
});
