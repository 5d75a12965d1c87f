import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { direction, edges, pointInPolygon, segmentDistance } from "../../src/geometry/index.ts";
import { en } from "../../src/i18n/en.ts";
import { loadPageTexts } from "../../src/i18n/index.ts";
import type { Fixture, PlanBody, Point, Slope } from "../../src/model/index.ts";
import { type Addable, freeSpot, withAdded, withCopy } from "../../src/plan2d/floorplan/added.ts";
import {
  dragged,
  measureOf,
  moved,
  offsetOfPart,
  removed,
  withMeasure,
  withOffsetOfPart,
} from "../../src/plan2d/floorplan/change.ts";
import { withDetails } from "../../src/plan2d/floorplan/details.ts";
import { elementOf, elementsOf, keyOf } from "../../src/plan2d/floorplan/elements.ts";
import { withFixedSize } from "../../src/plan2d/floorplan/fixed.ts";
import {
  insertedCorner,
  movedCorner,
  movedEdge,
  withEdgeLength,
} from "../../src/plan2d/floorplan/outline.ts";
import { redraw, redrawn } from "../../src/plan2d/floorplan/redrawn.ts";
import { outlineFault, planFault } from "../../src/plan2d/floorplan/validation.ts";
import { movedWall, withThickness } from "../../src/plan2d/floorplan/walls.ts";
import { rectangle } from "./rooms.ts";

const kinds: readonly Addable[] = ["pillar", "radiator", "socket", "slope"];
const atWalls = kinds.filter((kind) => kind !== "pillar");
const whole = (min: number, max: number) => fc.integer({ min, max });
const spot: fc.Arbitrary<Point> = fc.tuple(whole(-2000, 6000), whole(-2000, 6000));

/** Returns a room with a part added at a spot. */
function having(kind: Addable, at: Point, plan: PlanBody = rectangle): PlanBody {
  const added = withAdded(plan, kind, at);
  if (!added) throw new Error(`There is no wall for a ${kind}.`);
  return added.plan;
}

function everything(): PlanBody {
  const spots: [Addable, Point][] = [
    ["radiator", [3900, 1500]],
    ["socket", [300, 2990]],
    ["slope", [10, 1500]],
    ["pillar", [1000, 1000]],
    ["socket", [2060, 2000]],
  ];
  return spots.reduce((plan, [kind, at]) => having(kind, at, plan), rectangle);
}

const all = ({ fixtures = [], slopes = [] }: PlanBody): (Fixture | Slope)[] => [
  ...fixtures.filter(({ kind }) => kind !== "pillar"),
  ...slopes,
];

/** Expects the back of each radiator, socket and slope to be at a face of a wall, and the room before it. */
function backed(plan: PlanBody): void {
  const faces = [
    ...edges(plan.outline).map((line) => ({ line, away: 0 })),
    ...plan.walls.map(({ from, to, thickness }) => ({ line: [from, to] as const, away: thickness / 2 })),
  ];
  for (const one of all(plan)) {
    const [dx, dy] = direction(one.rotation + 90);
    const behind = "low" in one ? 0 : one.depth / 2;
    const back: Point = [one.x - dx * behind, one.y - dy * behind];
    const off = faces.map(({ line, away }) => Math.abs(segmentDistance(back, line) - away));
    expect(Math.min(...off)).toBeLessThan(3);
    const inner = plan.walls.some(({ from, to }) => segmentDistance(back, [from, to]) < 60);
    if (!inner) expect(pointInPolygon(plan.outline, [back[0] + dx * 20, back[1] + dy * 20])).toBe(true);
  }
}

describe("adding", () => {
  test("a radiator goes under the window that is there, and else where it was put", () => {
    const [under] = having("radiator", [3990, 1200]).fixtures ?? [];
    expect(under).toEqual({
      id: "radiator-1",
      kind: "radiator",
      x: 3950,
      y: 1500,
      z: 120,
      rotation: 90,
      width: 1000,
      depth: 100,
      height: 600,
    });
    expect(having("radiator", [1000, 2950]).fixtures).toMatchObject([{ x: 1000, y: 2950, rotation: 180 }]);
  });

  test("a pillar stands where it was put, and reaches the ceiling", () => {
    expect(having("pillar", [1000.4, 900], { ...rectangle, ceiling: 2700 }).fixtures).toMatchObject([
      { kind: "pillar", x: 1000, y: 900, z: 0, width: 300, depth: 300, height: 2700 },
    ]);
    expect(having("pillar", [1000, 900]).fixtures).toMatchObject([{ height: 2500 }]);
  });

  test("a slope is as long as its wall, and lowest there", () => {
    expect(having("slope", [100, 1400]).slopes).toEqual([
      { id: "slope-1", x: 0, y: 1500, rotation: 270, width: 3000, depth: 1500, low: 1200 },
    ]);
  });

  test("of each kind goes to a wall, on the side of the room, wherever it is put", () => {
    fc.assert(
      fc.property(spot, fc.constantFrom(...atWalls), fc.boolean(), (at, kind, reversed) => {
        const outline = reversed ? rectangle.outline.toReversed() : rectangle.outline;
        backed(having(kind, at, { ...rectangle, outline }));
      }),
    );
  });

  test("without pointing goes under a window, or to another wall than the last", () => {
    expect(freeSpot(rectangle, "radiator")).toEqual([4000, 1500]);
    const once = having("slope", freeSpot(rectangle, "slope"));
    expect(having("slope", freeSpot(once, "slope"), once).slopes?.map(({ rotation }) => rotation)).toEqual([
      0, 90,
    ]);
    const [pillar] = having("pillar", freeSpot(rectangle, "pillar")).fixtures ?? [];
    expect(pillar).toMatchObject({ x: 2000, y: 1500 });
  });
});

describe("a change of the walls", () => {
  test("takes along what is at them, and leaves the pillar", () => {
    const before = everything();
    const after = movedEdge(before, 1, [700, 0]);
    expect(after.fixtures?.[0]).toMatchObject({ id: "radiator-1", x: 4650, y: 1500 });
    expect(after.fixtures?.slice(1)).toEqual(before.fixtures?.slice(1));
    backed(after);
  });

  test("keeps a slope as long as its wall, if it was", () => {
    const long = having("slope", [2000, 10]);
    expect(withEdgeLength(long, 0, 5000).slopes).toMatchObject([{ x: 2500, y: 0, width: 5000 }]);
    const part = { kind: "slope", id: "slope-1" } as const;
    const short = withMeasure(long, part, 1000) ?? long;
    expect(withEdgeLength(short, 0, 5000).slopes).toMatchObject([{ x: 2000, width: 1000 }]);
    expect(withEdgeLength(short, 0, 800).slopes).toMatchObject([{ width: 800 }]);
  });

  test("moves what is at an inner wall with it, on its own side", () => {
    const after = movedWall(everything(), "wall-1", [-500, 0]);
    expect(after.fixtures?.at(-1)).toMatchObject({ kind: "socket", x: 1560, y: 2000, rotation: 270 });
    const thick = withThickness(everything(), "wall-1", 300);
    expect(thick.fixtures?.at(-1)).toMatchObject({ x: 2160, y: 2000 });
  });

  test("leaves everything at walls, wherever a corner goes", () => {
    fc.assert(
      fc.property(whole(0, 3), spot, (index, to) => {
        const after = movedCorner(everything(), index, to);
        const shortest = Math.min(
          ...edges(after.outline).map(([a, b]) => Math.hypot(b[0] - a[0], b[1] - a[1])),
        );
        if (outlineFault(after.outline) || shortest < 1200) return;
        // The inner wall may leave the room.
        if (
          after.walls.some(({ from, to: end }) => ![from, end].every((p) => pointInPolygon(after.outline, p)))
        )
          return;
        backed(after);
      }),
    );
  });

  test("leaves everything where it is when a corner is put in", () => {
    const before = everything();
    const after = insertedCorner(before, 1, [4000, 2900]);
    expect([after.fixtures, after.slopes]).toEqual([before.fixtures, before.slopes]);
  });

  test("to another outline keeps what is in it and at its walls", () => {
    const before = everything();
    expect(redrawn(before, [...before.outline])).toEqual(before);
    const after = redrawn(before, [
      [0, 0],
      [3000, 0],
      [3000, 2400],
      [0, 2400],
    ]);
    expect(after.fixtures?.map(({ id }) => id)).toEqual(["pillar-3"]);
    expect(after.slopes).toMatchObject([{ id: "slope-1", width: 2400 }]);
    const small = redrawn(before, [
      [2000, 0],
      [3000, 0],
      [3000, 700],
      [2000, 700],
    ]);
    expect("fixtures" in small || "slopes" in small).toBe(false);
  });
});

test("what is removed with the old walls is told by name", async () => {
  await loadPageTexts("en");
  const said: string[] = [];
  const scene = { plan: { ...everything(), version: 1 }, texts: en, lang: "en", units: "cm" } as never;
  const actions = { setPlan: () => {}, notify: (text: string) => said.push(text) } as never;
  redraw(scene, actions, [
    [0, 0],
    [3000, 0],
    [3000, 2400],
    [0, 2400],
  ]);
  expect(said).toHaveLength(1);
  for (const name of ["Radiator 1, 100 cm", "Socket 1, 8 cm", "Socket 2, 8 cm"])
    expect(said[0]).toContain(name);
  expect(said[0]).not.toContain("Pillar");
});

describe("a fixture or slope", () => {
  test("is found again by its key, and has a spot and a width", () => {
    const plan = everything();
    for (const part of elementsOf(plan)) expect(elementOf(plan, keyOf(part))).toEqual(part);
    expect(measureOf(plan, { kind: "slope", id: "slope-1" })).toBe(3000);
  });

  test("is dragged along walls in whole centimetres; a pillar's sides come level with corners", () => {
    const plan = everything();
    const on = { on: true, reach: 60 };
    const socket = dragged(plan, { kind: "fixture", id: "socket-2" }, [204, -40], on).fixtures?.[1];
    expect(socket).toMatchObject({ x: 500, y: 2990 });
    const pillar = { kind: "fixture", id: "pillar-3" } as const;
    expect(dragged(plan, pillar, [-830, -820], on).fixtures?.[2]).toMatchObject({ x: 150, y: 150 });
    expect(dragged(plan, pillar, [-830, -820], { ...on, on: false }).fixtures?.[2]).toMatchObject({
      x: 170,
      y: 180,
    });
  });

  test("goes on to another wall", () => {
    const plan = having("slope", [10, 1500]);
    const after = moved(plan, { kind: "slope", id: "slope-1" }, [2000, -1600]);
    expect(after.slopes).toMatchObject([{ x: 2000, y: 0, rotation: 0, width: 4000 }]);
  });

  test("stands as far from the corner as was typed", () => {
    const plan = having("radiator", [1000, 2950]);
    const part = { kind: "fixture", id: "radiator-1" } as const;
    fc.assert(
      fc.property(whole(0, 3000), (offset) => {
        expect(offsetOfPart(withOffsetOfPart(plan, part, offset), part)).toBe(offset);
      }),
    );
    expect(offsetOfPart(everything(), { kind: "fixture", id: "pillar-3" })).toBeUndefined();
  });

  test("is as wide and deep as was typed, its back at the wall, if the wall is long enough", () => {
    const plan = having("radiator", [1000, 2950]);
    const part = { kind: "fixture", id: "radiator-1" } as const;
    expect(withFixedSize(plan, part, { depth: 200 })?.fixtures).toMatchObject([{ y: 2900, depth: 200 }]);
    expect(withMeasure(plan, part, 2400)?.fixtures).toMatchObject([{ x: 1200, width: 2400 }]);
    expect(withMeasure(plan, part, 4100)).toBeUndefined();
    expect(withDetails(plan, part, { z: 0, height: 400 }).fixtures).toMatchObject([{ z: 0, height: 400 }]);
  });

  test("is removed, and the list with the last", () => {
    const plan = having("socket", [1000, 2990]);
    expect(removed(plan, { kind: "fixture", id: "socket-1" })).toStrictEqual(rectangle);
    expect(removed(everything(), { kind: "fixture", id: "pillar-3" }).fixtures).toHaveLength(3);
    expect(removed(everything(), { kind: "slope", id: "slope-1" }).slopes).toBeUndefined();
  });

  test("is copied beside itself, or to another wall; so are doors", () => {
    const [, copy] =
      withCopy(having("radiator", [1000, 2950]), { kind: "fixture", id: "radiator-1" })?.plan.fixtures ?? [];
    expect(copy).toMatchObject({ id: "radiator-2", y: 2950, rotation: 180 });
    expect(Math.abs((copy?.x ?? 0) - 1000)).toBe(1100);
    const slopes = withCopy(having("slope", [10, 1500]), { kind: "slope", id: "slope-1" })?.plan.slopes;
    expect(slopes).toMatchObject([{ rotation: 270 }, { id: "slope-2", rotation: 0 }]);
    const doors = withCopy(rectangle, { kind: "door", id: "door-1" })?.plan.doors;
    expect(doors).toMatchObject([{ x: 1000 }, { id: "door-2", x: 1900, y: 0 }]);
    const pillars = withCopy(everything(), { kind: "fixture", id: "pillar-3" })?.plan.fixtures;
    expect(pillars?.at(-1)).toMatchObject({ id: "pillar-5", x: 1400, y: 1000 });
  });

  test("a room has a hundred of each at most", () => {
    const { fixtures = [] } = everything();
    const many = Array.from({ length: 101 }, (_, i) => ({ ...(fixtures[0] as Fixture), id: `f${i}` }));
    expect(planFault({ ...rectangle, fixtures: many })).toBe("many-parts");
    expect(planFault({ ...rectangle, fixtures: many.slice(1) })).toBeUndefined();
    expect(planFault(having("pillar", [2_000_000, 0]))).toBe("too-far");
  });
});
