import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverage, priceOfAll, priceOfCovered, wallAreas } from "../../src/catalog/coverage.ts";
import type { Finish } from "../../src/catalog/types.ts";
import type { Door, PlanBody, Point } from "../../src/model/index.ts";

function finish(id: string, on: Finish["on"], more: Partial<Finish> = {}): Finish {
  return { id, on, name: { en: id }, colour: "#d9bd94", pattern: "plain", prices: { SEK: 100_00 }, ...more };
}

const catalog = {
  finishes: [
    finish("plain", "floor"),
    finish("oak", "floor", { waste: 8 }),
    finish("free", "floor", { prices: {} }),
    finish("white", "wall"),
    finish("blue", "wall"),
    finish("red", "wall", { prices: { EUR: 10_00 } }),
  ],
};

/** 6.2 m by 4.8 m, less 1.6 m by 1.8 m at its lower right corner. */
const l: Point[] = [
  [0, 0],
  [6200, 0],
  [6200, 3000],
  [4600, 3000],
  [4600, 4800],
  [0, 4800],
];

function room(more: Partial<PlanBody> = {}): PlanBody {
  return { name: "", units: "cm", outline: l, walls: [], doors: [], windows: [], ...more };
}

const amounts = (plan: PlanBody) =>
  coverage(plan, catalog).map(({ finish, squareMetres }) => [finish.id, squareMetres]);
const door = (more: Partial<Door> = {}): Door => ({
  id: "d",
  x: 2000,
  y: 0,
  width: 900,
  rotation: 0,
  hinge: "left",
  opens: "in",
  ...more,
});
const aWindow = { id: "w", x: 4000, y: 0, width: 1200, rotation: 0, sill: 900, height: 1200 };

describe("a floor", () => {
  test("is bought by the area of an L-shaped room, with its waste, in tenths of a square metre", () => {
    // 26.88 m², and 8 % more.
    expect(amounts(room({ finishes: { floor: "oak" } }))).toEqual([["oak", 29.1]]);
  });

  test("is not bought if nobody chose it, if it is the shop's default, not sold, or gone", () => {
    for (const floor of ["plain", "free", "gone"]) expect(amounts(room({ finishes: { floor } }))).toEqual([]);
    expect(amounts(room())).toEqual([]);
  });

  test("covers the same whichever way the outline was drawn, and wherever the room is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 20_000 }),
        fc.integer({ min: 500, max: 20_000 }),
        fc.integer({ min: -90_000, max: 90_000 }),
        fc.boolean(),
        (width, depth, by, back) => {
          const corners: Point[] = [
            [by, 0],
            [by + width, 0],
            [by + width, depth],
            [by, depth],
          ];
          const outline = back ? corners.reverse() : corners;
          const [[, amount] = ["", 0]] = amounts(room({ outline, finishes: { floor: "oak" } }));
          const exact = (width * depth * 1.08) / 1e6;
          expect(Number(amount)).toBeGreaterThanOrEqual(exact - 1e-6);
          expect(Number(amount)).toBeLessThan(exact + 0.1 + 1e-6);
        },
      ),
    );
  });
});

describe("walls", () => {
  test("are bought by length and ceiling, without their openings", () => {
    // 22 m by 2.4 m, a door of 0.9 m by 2.1 m, a window of 1.2 m by 1.2 m.
    const plan = room({ ceiling: 2400, doors: [door({ height: 2100 })], windows: [aWindow] });
    expect(amounts({ ...plan, finishes: { walls: "blue" } })).toEqual([["blue", 49.5]]);
  });

  test("have 2.5 m and usual openings until they are measured", () => {
    const plan = room({ doors: [door()], windows: [{ id: "w", x: 4000, y: 0, width: 1000, rotation: 0 }] });
    const [top] = wallAreas(plan);
    expect(top?.area).toBe(6200 * 2500 - 900 * 2050 - 1000 * 1300);
  });

  test("with a finish of their own are bought apart, inner ones on both faces", () => {
    const walls = [{ id: "i", from: [2000, 2000] as Point, to: [2000, 4800] as Point, thickness: 100 }];
    const each = [
      { side: 0, finish: "blue" },
      { wall: "i", finish: "red" },
    ];
    expect(amounts(room({ walls, finishes: { each } }))).toEqual([
      ["blue", 15.5],
      ["red", 14],
    ]);
    expect(
      amounts(room({ walls, finishes: { walls: "blue", each: [{ side: 0, finish: "white" }] } })),
    ).toEqual([["blue", 53.5]]);
  });

  test("lose an opening that is in an inner wall on both of its faces", () => {
    const walls = [{ id: "i", from: [2000, 0] as Point, to: [2000, 4800] as Point, thickness: 100 }];
    const plan = room({ walls, doors: [door({ y: 2400, rotation: 90, height: 2000 })] });
    expect(wallAreas(plan).at(-1)).toEqual({ ref: { wall: "i" }, area: 2 * (4800 * 2500 - 900 * 2000) });
  });

  test("are never less than nothing, however large their openings are", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ x: fc.integer({ min: 0, max: 6200 }), width: fc.integer({ min: 1, max: 20_000 }) }),
        ),
        fc.integer({ min: 1000, max: 10_000 }),
        (openings, ceiling) => {
          const doors = openings.map((o, i) => door({ ...o, id: `d${i}`, height: 10_000 }));
          const windows = openings.map((o, i) => ({ ...aWindow, ...o, id: `w${i}`, sill: 9_000 }));
          const before = wallAreas(room({ ceiling }));
          for (const [i, { area }] of wallAreas(room({ ceiling, doors, windows })).entries()) {
            expect(area).toBeGreaterThanOrEqual(0);
            expect(area).toBeLessThanOrEqual(before[i]?.area ?? 0);
          }
        },
      ),
    );
  });
});

test("the price is that of the amount; without one in the currency there is none", () => {
  const plan = room({ finishes: { floor: "oak", walls: "red" } });
  const covered = coverage(plan, catalog);
  expect(covered.map((one) => priceOfCovered(one, "SEK"))).toEqual([29.1 * 100_00, undefined]);
  expect(priceOfAll(covered, "SEK")).toBe(2910_00);
});

test("a room without an outline needs nothing", () => {
  expect(amounts(room({ outline: [], finishes: { floor: "oak", walls: "blue" } }))).toEqual([]);
});
