import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlanBody, Point, WallFinish } from "../../src/model/index.ts";
import { removed } from "../../src/plan2d/floorplan/change.ts";
import { insertedCorner, movedCorner, movedEdge, removedCorner } from "../../src/plan2d/floorplan/outline.ts";
import { redrawn } from "../../src/plan2d/floorplan/redrawn.ts";

const outline: Point[] = [
  [0, 0],
  [5000, 0],
  [5000, 4000],
  [0, 4000],
];

/** Returns a rectangular room, 5 m by 4 m, with an inner wall and the given finishes of walls. */
function room(...each: WallFinish[]): PlanBody {
  return {
    name: "",
    units: "cm",
    outline,
    walls: [{ id: "w", from: [2000, 0], to: [2000, 2000], thickness: 100 }],
    doors: [],
    windows: [],
    finishes: { floor: "oak", each },
  };
}

const each = (plan: PlanBody) => plan.finishes?.each ?? [];

describe("WR11 the finish of a wall follows it", () => {
  const right = { side: 1, finish: "blue" };
  const left = { side: 3, finish: "red" };

  test("when a corner is added before it", () => {
    expect(each(insertedCorner(room(right, left), 0))).toEqual([
      { side: 2, finish: "blue" },
      { side: 4, finish: "red" },
    ]);
  });

  test("into both parts when it is divided", () => {
    expect(each(insertedCorner(room(right), 1))).toEqual([right, { side: 2, finish: "blue" }]);
    expect(each(insertedCorner(room(left), 3))).toEqual([left, { side: 4, finish: "red" }]);
  });

  test("when a corner before it is removed", () => {
    const plan = insertedCorner(room(right, left), 0, [2500, -500]);
    expect(each(removedCorner(plan, 1))).toEqual([right, left]);
    expect(each(removedCorner(insertedCorner(room(left), 3), 4))).toEqual([left]);
  });

  test("into the wall of two that becomes one, if it was the longer part", () => {
    const plan = insertedCorner(room(), 0, [1000, 0]);
    const with1 = { ...plan, finishes: { each: [{ side: 0, finish: "blue" }] } };
    const with2 = { ...plan, finishes: { each: [{ side: 1, finish: "blue" }] } };
    expect(removedCorner(with1, 1).finishes).toBeUndefined();
    expect(each(removedCorner(with2, 1))).toEqual([{ side: 0, finish: "blue" }]);
  });

  test("when it moves, and those of inner walls do too", () => {
    const plan = room(right, { wall: "w", finish: "green" });
    for (const after of [movedCorner(plan, 1, [6000, 0]), movedEdge(plan, 2, [0, 300])]) {
      expect(after.finishes).toEqual(plan.finishes);
    }
  });

  test("and goes with an inner wall", () => {
    const after = removed(room(right, { wall: "w", finish: "green" }), { kind: "wall", id: "w" });
    expect(after.finishes).toEqual({ floor: "oak", each: [right] });
  });

  test("to the nearest wall that faces the same way, when the room is drawn anew", () => {
    const plan = room(right, left, { wall: "w", finish: "green" });
    const l: Point[] = [
      [0, 0],
      [5500, 0],
      [5500, 2500],
      [3500, 2500],
      [3500, 4200],
      [0, 4200],
    ];
    expect(redrawn(plan, l).finishes).toEqual({
      floor: "oak",
      each: [
        { side: 1, finish: "blue" },
        { side: 5, finish: "red" },
        { wall: "w", finish: "green" },
      ],
    });
    const counterclockwise = [...outline].reverse();
    expect(each(redrawn(room(right), counterclockwise))).toEqual([{ side: 1, finish: "blue" }]);
    const far = outline.map(([x, y]): Point => [x + 50_000, y]);
    expect(each(redrawn(plan, far))).toEqual([right, left]);
  });
});

test("WR11 no side is finished twice, or out of range, whatever corners come and go", () => {
  const steps = fc.array(fc.record({ add: fc.boolean(), at: fc.nat(20) }), { maxLength: 12 });
  const sides = fc.subarray([0, 1, 2, 3]);
  fc.assert(
    fc.property(steps, sides, (list, painted) => {
      let plan = room(...painted.map((side): WallFinish => ({ side, finish: `f${side}` })));
      for (const { add, at } of list) {
        const index = at % plan.outline.length;
        plan = add ? insertedCorner(plan, index) : removedCorner(plan, index);
        const found = each(plan).flatMap((entry) => ("side" in entry ? [entry.side] : []));
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((side) => side >= 0 && side < plan.outline.length)).toBe(true);
      }
    }),
  );
});
