import fc from "fast-check";
import { expect, test } from "vitest";
import { area, edges, pointInPolygon } from "../../src/geometry/index.ts";
import { offset } from "../../src/geometry/offset.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import { fittings } from "../../src/view3d/room/fittings.ts";
import { footprint, frameOf } from "../../src/view3d/room/slab.ts";
import { panels, type Rect, wallRuns } from "../../src/view3d/room/walls.ts";

const square: Point[] = [
  [0, 0],
  [4000, 0],
  [4000, 3000],
  [0, 3000],
];
const plan: PlanBody = { name: "", units: "cm", outline: square, walls: [], doors: [], windows: [] };

const opening = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: 25 }),
    fc.integer({ min: 1, max: 20 }),
  )
  .map(([from, wide, bottom, high]): Rect => ({ from, to: from + wide, bottom, top: bottom + high }));

test("what is left of a wall and its openings are the wall, however the openings overlap", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 1, max: 30 }),
      fc.array(opening, { maxLength: 5 }),
      (length, height, holes) => {
        const rects = panels(length, height, holes);
        const within = (r: Rect, x: number, y: number) => x > r.from && x < r.to && y > r.bottom && y < r.top;
        for (let x = 0.5; x < length; x++) {
          for (let y = 0.5; y < height; y++) {
            const solid = !holes.some((hole) => within(hole, x, y));
            // Exactly one panel where the wall is solid, none in a hole: no area is missing or covered twice.
            expect(rects.filter((rect) => within(rect, x, y)).length).toBe(solid ? 1 : 0);
          }
        }
      },
    ),
  );
});

test("walls stand outside the room, whichever way its outline was drawn", () => {
  for (const outline of [square, [...square].reverse()]) {
    for (const { face, back } of wallRuns({ ...plan, outline })) {
      const middle = ([a, b]: readonly [Point, Point]): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const near = middle(face);
      const far = middle(back);
      const beyond = (part: number): Point => [
        near[0] + (far[0] - near[0]) * part,
        near[1] + (far[1] - near[1]) * part,
      ];
      expect(pointInPolygon(square, beyond(0.5))).toBe(false);
      expect(pointInPolygon(square, beyond(-0.5))).toBe(true);
    }
  }
});

test("each wall knows which side of the outline it is, whichever way the outline was drawn", () => {
  for (const outline of [square, [...square].reverse()]) {
    const walls = [{ id: "w", from: [1000, 0] as Point, to: [1000, 2000] as Point, thickness: 100 }];
    const runs = wallRuns({ ...plan, outline, walls });
    const refs = runs.map(({ ref }) => ref);
    expect(refs.at(-1)).toEqual({ wall: "w" });
    for (const { ref, face } of runs) {
      if (!("side" in ref)) continue;
      const [a, b] = edges(outline)[ref.side] ?? [];
      expect([...face].sort()).toEqual([a, b].sort());
    }
    expect(new Set(refs.map((ref) => JSON.stringify(ref))).size).toBe(square.length + 1);
  }
});

test("an outline that is moved outwards has parallel edges at that distance", () => {
  const l: Point[] = [
    [0, 0],
    [5000, 0],
    [5000, 2000],
    [3000, 2000],
    [3000, 4000],
    [0, 4000],
  ];
  expect(offset(l, 100)).toEqual([
    [-100, -100],
    [5100, -100],
    [5100, 2100],
    [3100, 2100],
    [3100, 4100],
    [-100, 4100],
  ]);
  expect(area(offset(l, 100))).toBeGreaterThan(area(l));
  expect(offset([...l].reverse(), 100)).toEqual(offset(l, 100).reverse());
});

test("doors and windows go into the wall that they stand in, and nothing into a wall across", () => {
  const runs = wallRuns({
    ...plan,
    walls: [{ id: "w", from: [2000, 0], to: [2000, 3000], thickness: 100 }],
    doors: [
      { id: "d", x: 1000, y: 3000, width: 900, rotation: 180, hinge: "left", opens: "in" },
      { id: "e", x: 2000, y: 1500, width: 800, rotation: 90, hinge: "left", opens: "in" },
      { id: "lost", x: 1000, y: 1500, width: 800, rotation: 0, hinge: "left", opens: "in" },
    ],
    windows: [{ id: "a", x: 4000, y: 1000, width: 1200, rotation: 90 }],
  });
  const found = runs.map(({ openings }) => openings.map((o) => `${o.kind} ${o.from}-${o.to}`));
  expect(found).toEqual([[], ["window 400-1600"], ["door 2550-3450"], [], ["door 1100-1900"]]);
});

test("openings are cut at their own sills and heights, and at the usual ones where these are unknown", () => {
  const window = { id: "a", x: 1000, y: 0, width: 800, rotation: 0 };
  const door = { id: "d", x: 3000, y: 0, width: 900, rotation: 0, hinge: "left", opens: "in" } as const;
  const cut = (parts: Partial<PlanBody>) =>
    wallRuns({ ...plan, ...parts }).flatMap(({ openings }) => openings.map((o) => [o.bottom, o.top]));
  expect(cut({ doors: [door], windows: [window] })).toEqual([
    [0, 2050],
    [850, 2150],
  ]);
  const measured = { windows: [{ ...window, sill: 300, height: 1900 }], doors: [{ ...door, height: 2200 }] };
  expect(cut(measured)).toEqual([
    [0, 2200],
    [300, 2200],
  ]);
  expect(cut({ windows: [{ ...window, sill: 2000 }] })).toEqual([[2000, 2300]]);
  expect(cut({ ...measured, ceiling: 2000 })).toEqual([
    [0, 2000],
    [300, 2000],
  ]);
});

test("a door has leaves by its kind", () => {
  const door = { id: "d", x: 2000, y: 0, width: 1600, rotation: 0, hinge: "left", opens: "in" } as const;
  const leavesOf = (kind?: "double" | "sliding" | "opening", balcony = false) => {
    const [run] = wallRuns({ ...plan, doors: [{ ...door, ...(kind && { kind }), balcony }] });
    const [opening] = run?.openings ?? [];
    if (!run || !opening) throw new Error("no door");
    return fittings(opening, frameOf(run)).map(({ of }) => of);
  };
  const count = (all: string[], what: string) => all.filter((of) => of === what).length;
  expect(count(leavesOf(), "leaf")).toBe(3);
  expect(count(leavesOf("double"), "leaf")).toBe(6);
  expect(count(leavesOf("sliding"), "leaf")).toBe(3);
  expect(leavesOf("opening")).toEqual(["trim", "trim", "trim"]);
  expect([count(leavesOf(undefined, true), "glass"), count(leavesOf(), "glass")]).toEqual([1, 0]);
});

test("a wall's panels meet the corners of its face and of its mitred back", () => {
  const [top] = wallRuns(plan);
  if (!top) throw new Error("no wall");
  const frame = frameOf(top);
  expect(footprint(frame, { from: 0, to: frame.length })).toEqual([
    [0, 0],
    [4000, 0],
    [4120, -120],
    [-120, -120],
  ]);
  expect(footprint(frame, { from: 1000, to: 2000 })).toEqual([
    [1000, 0],
    [2000, 0],
    [2000, -120],
    [1000, -120],
  ]);
});
