import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverage, priceOfAll, priceOfCovered, wallAreas } from "../../src/catalog/coverage.ts";
import type { Finish } from "../../src/catalog/types.ts";
import { rotatePoint } from "../../src/geometry/index.ts";
import type { Door, PlanBody, Point, Slope } from "../../src/model/index.ts";

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

describe("walls under slopes", () => {
  const box: Point[] = [
    [0, 0],
    [4000, 0],
    [4000, 3000],
    [0, 3000],
  ];
  /** From the left wall: 1,000 mm high there, at the ceiling 1,500 mm into the room. */
  const left: Slope = { id: "l", x: 0, y: 1500, rotation: 270, width: 3000, depth: 1500, low: 1000 };
  const right: Slope = { ...left, id: "r", x: 4000, rotation: 90, low: 1500 };
  const inner = { id: "i", from: [1000, 0] as Point, to: [1000, 2000] as Point, thickness: 100 };
  const squareMetres = (plan: PlanBody) => wallAreas(plan).map(({ area }) => area / 1e6);

  test("are bought up to the slope: the low wall, and the gables beside it", () => {
    const areas = squareMetres(room({ outline: box, ceiling: 2500, slopes: [left] }));
    const gable = 4 * 2.5 - (1.5 * 1.5) / 2;
    for (const [i, expected] of [gable, 3 * 2.5, gable, 3].entries()) expect(areas[i]).toBeCloseTo(expected);
  });

  test("are bought the same whichever way the outline was drawn", () => {
    const back: Point[] = [...box].reverse();
    const sum = (outline: Point[]) =>
      squareMetres(room({ outline, ceiling: 2500, slopes: [left, right] })).reduce(
        (all, one) => all + one,
        0,
      );
    expect(sum(back)).toBeCloseTo(sum(box));
  });

  test("lose only the part of an opening that is below the slope", () => {
    const high = { id: "w", x: 0, y: 1500, width: 1000, rotation: 90, sill: 600, height: 1200 };
    const plan = room({ outline: box, ceiling: 2500, slopes: [left], windows: [high] });
    expect(squareMetres(plan).at(-1)).toBeCloseTo(3 - 1 * 0.4);
  });

  test("have an area that is the sum of small cells of both faces", () => {
    // A slope that is almost at a wall is at it.
    const wide = fc.oneof(fc.constant(3000), fc.integer({ min: 500, max: 2800 }));
    const some = fc.record({
      ceiling: fc.integer({ min: 1500, max: 4000 }),
      low: fc.tuple(fc.integer({ min: 500, max: 3000 }), fc.integer({ min: 500, max: 3000 })),
      depth: fc.tuple(fc.integer({ min: 300, max: 3900 }), fc.integer({ min: 300, max: 3900 })),
      width: fc.tuple(wide, wide),
      thickness: fc.integer({ min: 50, max: 300 }),
      turn: fc.integer({ min: 0, max: 359 }),
      back: fc.boolean(),
      doors: fc.array(fc.record({ wall: fc.nat(4), height: fc.integer({ min: 300, max: 3500 }) }), {
        maxLength: 1,
      }),
      windows: fc.array(
        fc.record({ wall: fc.nat(4), sill: fc.nat(2500), height: fc.integer({ min: 100, max: 2000 }) }),
        { maxLength: 1 },
      ),
    });
    fc.assert(
      fc.property(some, ({ ceiling, low, depth, width, thickness, turn, back, doors, windows }) => {
        const slopes = [left, right].map((slope, i) => {
          return { ...slope, low: low[i] ?? 0, depth: depth[i] ?? 0, width: width[i] ?? 0 };
        });
        // The middle of each wall, as in `box`, and the inner one.
        const spots: [Point, number][] = [
          [[2000, 0], 0],
          [[4000, 1500], 90],
          [[2000, 3000], 0],
          [[0, 1500], 90],
          [[1000, 1000], 90],
        ];
        const placed = (wall: number, by: number) => {
          const [[x, y], rotation] = spots[wall] ?? [[0, 0], 0];
          const along = rotation === 0 ? [x + by, y] : [x, y + by];
          return { x: along[0] ?? 0, y: along[1] ?? 0, rotation, width: 600 };
        };
        const holes = [
          ...doors.map(({ wall, height }) => ({ wall, bottom: 0, height, ...placed(wall, -400) })),
          ...windows.map(({ wall, sill, height }) => ({ wall, bottom: sill, height, ...placed(wall, 400) })),
        ];
        const straight = room({
          ceiling,
          slopes,
          outline: box,
          walls: [{ ...inner, thickness }],
          doors: holes
            .slice(0, doors.length)
            .map(({ wall: _, bottom: __, ...d }, i) => door({ ...d, id: `d${i}` })),
          windows: holes
            .slice(doors.length)
            .map(({ wall: _, bottom, ...w }, i) => ({ ...w, id: `w${i}`, sill: bottom })),
        });
        const heightAt = (x: number, y: number) => {
          const under = slopes.map(({ x: at, depth, width, low }) => {
            const far = Math.abs(x - at);
            if (far > depth || Math.abs(y - 1500) > width / 2) return ceiling;
            return low + (Math.max(0, ceiling - low) * far) / depth;
          });
          return Math.min(ceiling, ...under);
        };
        const cellMm = 10;
        const face = (wall: number, [ax, ay]: Point, [bx, by]: Point) => {
          const length = Math.hypot(bx - ax, by - ay);
          let sum = 0;
          for (let s = cellMm / 2; s < length; s += cellMm) {
            const [x, y] = [ax + ((bx - ax) * s) / length, ay + ((by - ay) * s) / length];
            const height = heightAt(x, y);
            const open = holes
              .filter(
                (hole) => hole.wall === wall && Math.abs(x - hole.x) + Math.abs(y - hole.y) < 300 + thickness,
              )
              .filter((hole) => Math.abs(hole.rotation === 0 ? x - hole.x : y - hole.y) < 300)
              .map(({ bottom, height: tall }) => Math.max(0, Math.min(height, bottom + tall) - bottom));
            sum += cellMm * Math.max(0, height - open.reduce((all, one) => all + one, 0));
          }
          return sum;
        };
        const [a, b, c, d] = box as [Point, Point, Point, Point];
        const side = (by: number) => face(4, [1000 + by, 0], [1000 + by, 2000]);
        const expected = [
          face(0, a, b),
          face(1, b, c),
          face(2, c, d),
          face(3, d, a),
          side(thickness / 2) + side(-thickness / 2),
        ];
        const plan = turned(straight, turn);
        const found = wallAreas(back ? { ...plan, outline: [...plan.outline].reverse() } : plan);
        // The sides of a reversed outline are counted from its other end.
        const order = back ? [2, 1, 0, 3, 4] : [0, 1, 2, 3, 4];
        for (const [i, at] of order.entries())
          expect(Math.abs((found[i]?.area ?? 0) - (expected[at] ?? 0))).toBeLessThan(40_000);
      }),
    );
  });
});

/** Returns a plan turned about the origin; what is fixed in it keeps its place in the room. */
function turned(plan: PlanBody, degrees: number): PlanBody {
  const place = <P extends { x: number; y: number; rotation: number }>(one: P): P => {
    const [x, y] = rotatePoint([one.x, one.y], degrees);
    return { ...one, x, y, rotation: (one.rotation + degrees) % 360 };
  };
  const at = (point: Point) => rotatePoint(point, degrees);
  return {
    ...plan,
    outline: plan.outline.map(at),
    walls: plan.walls.map((wall) => ({ ...wall, from: at(wall.from), to: at(wall.to) })),
    doors: plan.doors.map(place),
    windows: plan.windows.map(place),
    slopes: (plan.slopes ?? []).map(place),
  };
}

test("the price is that of the amount; without one in the currency there is none", () => {
  const plan = room({ finishes: { floor: "oak", walls: "red" } });
  const covered = coverage(plan, catalog);
  expect(covered.map((one) => priceOfCovered(one, "SEK"))).toEqual([29.1 * 100_00, undefined]);
  expect(priceOfAll(covered, "SEK")).toBe(2910_00);
});

test("a room without an outline needs nothing", () => {
  expect(amounts(room({ outline: [], finishes: { floor: "oak", walls: "blue" } }))).toEqual([]);
});
