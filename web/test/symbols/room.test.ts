import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointWithin } from "../../src/geometry/axes.ts";
import { area, bounds, corners, wallPolygon } from "../../src/geometry/index.ts";
import { swings } from "../../src/geometry/openings.ts";
import { overlaps } from "../../src/geometry/polygons.ts";
import type { Door, PlanBody, Point } from "../../src/model/index.ts";
import { contour, dimensionsOf, roomShapes, type Shape, slopeLabels } from "../../src/symbols/index.ts";

const rectangle: Point[] = [
  [0, 0],
  [5000, 0],
  [5000, 4000],
  [0, 4000],
];
const lShape: Point[] = [
  [0, 0],
  [5600, 0],
  [5600, 2600],
  [4200, 2600],
  [4200, 4400],
  [0, 4400],
];
const plan = (outline: Point[], parts: Partial<PlanBody> = {}): PlanBody => ({
  name: "",
  units: "cm",
  outline,
  walls: [],
  doors: [],
  windows: [],
  ...parts,
});
const ofTone = (shapes: readonly Shape[], tone: string) =>
  shapes.filter((s) => "tone" in s && s.tone === tone);

describe("the walls", () => {
  test.each([
    ["a rectangle", rectangle, 5240 * 4240],
    ["an L", lShape, 5840 * 2840 + (4440 * 4640 - 4440 * 2840)],
  ])("of %s stand 12 cm outside of it, whichever way round it was drawn", (_, outline, whole) => {
    for (const corners of [outline, outline.toReversed()]) {
      const [wall, floor] = roomShapes(plan(corners));
      expect(Math.abs(area(contour(wall as Shape)))).toBeCloseTo(whole, 3);
      expect(floor && contour(floor)).toEqual(corners);
    }
  });

  test("of a sharp corner don't run away", () => {
    const [wall] = roomShapes(
      plan([
        [0, 0],
        [8000, 0],
        [8000, 200],
      ]),
    );
    expect(bounds(contour(wall as Shape)).width).toBeLessThan(8000 + 8 * 120);
  });

  test("are not drawn before there is an outline", () => {
    expect(roomShapes(plan([]))).toEqual([]);
    expect(
      roomShapes(
        plan([
          [0, 0],
          [10, 10],
        ]),
      ),
    ).toEqual([]);
  });

  test("inside are as thick as they are", () => {
    const wall = { id: "w", from: [1000, 1000] as Point, to: [1000, 3000] as Point, thickness: 100 };
    const [, inner] = ofTone(roomShapes(plan(rectangle, { walls: [wall] })), "wall");
    expect(inner && bounds(contour(inner))).toEqual({ x: 950, y: 1000, width: 100, height: 2000 });
  });
});

describe("a door", () => {
  const door = { id: "d", x: 2500, y: 4000, width: 900, rotation: 0, hinge: "left", opens: "in" } as const;
  const leafOf = (d: PlanBody["doors"][number]) => {
    const [leaf] = ofTone(roomShapes(plan(rectangle, { doors: [d] })), "wood");
    return leaf && bounds(contour(leaf));
  };

  test("that opens in has its leaf in the room, and one that opens out has it outside", () => {
    expect(leafOf(door)).toMatchObject({ y: 3100, height: 900 });
    expect(leafOf({ ...door, opens: "out" })).toMatchObject({ y: 4120, height: 900 });
  });

  test("hangs left or right, as seen from inside", () => {
    expect(leafOf(door)?.x).toBeGreaterThan(2500);
    expect(leafOf({ ...door, hinge: "right" })?.x).toBeLessThan(2500);
  });

  test("shows the way of its leaf as a dashed line, from wall to leaf", () => {
    const arc = roomShapes(plan(rectangle, { doors: [door] })).find((s) => s.kind === "line");
    expect(arc).toMatchObject({ dashed: true });
    expect(arc && bounds(contour(arc)).width).toBeCloseTo(900);
  });
});

describe("a door's kind", () => {
  const door = { id: "d", x: 2500, y: 4000, width: 1600, rotation: 0, hinge: "left", opens: "in" } as const;
  const leavesOf = (d: PlanBody["doors"][number]) =>
    ofTone(roomShapes(plan(rectangle, { doors: [d] })), "wood").map((leaf) => bounds(contour(leaf)));

  test("double has two leaves of half its width, hung at both sides", () => {
    const [a, b, ...more] = leavesOf({ ...door, kind: "double" });
    expect([a?.height, b?.height, more.length]).toEqual([800, 800, 0]);
    expect([a?.x, b?.x].map((x) => (x ?? 0) + 22.5).sort()).toEqual([1700, 3300]);
  });

  test("sliding has one leaf along the wall in the room, half open to its side", () => {
    for (const [hinge, from] of [
      ["left", 2500],
      ["right", 900],
    ] as const) {
      const [leaf, ...more] = leavesOf({ ...door, kind: "sliding", hinge });
      expect(more).toEqual([]);
      expect(leaf).toMatchObject({ x: from, width: 1600, height: 45 });
      expect((leaf?.y ?? 0) + 45).toBeLessThan(4000);
    }
  });

  test("opening has no leaf", () => {
    expect(leavesOf({ ...door, kind: "opening" })).toEqual([]);
  });

  test("that leads outdoors is glazed, and others are not", () => {
    const glass = (d: PlanBody["doors"][number]) =>
      ofTone(roomShapes(plan(rectangle, { doors: [d] })), "glass").length;
    expect([glass(door), glass({ ...door, balcony: true })]).toEqual([0, 1]);
  });
});

test("a window lies in its wall", () => {
  const window = { id: "w", x: 5000, y: 2000, width: 1200, rotation: 90 };
  const shapes = roomShapes(plan(rectangle, { windows: [window] }));
  const [hole] = ofTone(shapes, "sheet");
  expect(hole && bounds(contour(hole))).toMatchObject({ x: 5000, width: 120, height: 1200 });
  expect(ofTone(shapes, "glass")).toHaveLength(1);
});

describe("what is fixed", () => {
  const fixture = { id: "f", x: 2000, y: 1500, z: 0, rotation: 90, width: 400, depth: 200, height: 2500 };
  const drawn = (kind: "pillar" | "radiator" | "socket", place = {}) =>
    roomShapes(plan([], { fixtures: [{ ...fixture, ...place, kind }] }));

  test.each(["pillar", "radiator"] as const)(
    "a %s is drawn with its size, turned, its lines within",
    (kind) => {
      const [outline, ...lines] = drawn(kind);
      expect(outline && bounds(contour(outline))).toEqual({ x: 1900, y: 1300, width: 200, height: 400 });
      expect(lines.length).toBeGreaterThan(3);
      for (const [x, y] of lines.flatMap(contour)) {
        expect([x >= 1899.9 && x <= 2100.1, y >= 1299.9 && y <= 1700.1]).toEqual([true, true]);
      }
    },
  );

  test("a socket's symbol begins at the wall and is in the room", () => {
    const shapes = drawn("socket", { x: 10, y: 1000, rotation: 270, width: 80, depth: 20 });
    const { x, width } = bounds(shapes.flatMap(contour));
    expect(x).toBeCloseTo(0);
    expect(width).toBeGreaterThan(100);
  });

  const slope = { id: "s", x: 0, y: 2000, rotation: 270, width: 4000, depth: 1500, low: 1200 };

  test("a slope is a dashed line where the ceiling begins to fall, and its height at the low side", () => {
    const [fall] = roomShapes(plan([], { slopes: [slope] }));
    expect(fall && "dashed" in fall && bounds(contour(fall))).toEqual({
      x: 1500,
      y: 0,
      width: 0,
      height: 4000,
    });
    expect(slopeLabels(plan([], { slopes: [slope] }))).toEqual([
      { spot: [180, 3000], degrees: -90, low: 1200 },
    ]);
  });

  test.each([0, 90, 180, 270, 45])("an arrow points to the low side of a slope turned by %s", (rotation) => {
    const turned = { ...slope, x: 2500, y: 2000, rotation };
    const [, shaft, head] = roomShapes(plan([], { slopes: [turned] }));
    const [from, to] = shaft && "points" in shaft ? shaft.points.map((p) => pointWithin(turned, p)) : [];
    expect((from?.[1] ?? 0) - (to?.[1] ?? 0)).toBeCloseTo(0.45 * 1500);
    expect(to?.[1]).toBeCloseTo(600);
    const tip = head && "points" in head ? head.points.map((p) => pointWithin(turned, p)) : [];
    expect(tip[1]?.[1]).toBeCloseTo(600);
    expect(Math.min(...tip.map(([, y]) => y))).toBeCloseTo(600);
  });

  test("the label of a slope goes past a radiator, and off the line of another slope", () => {
    const radiator = {
      id: "r",
      kind: "radiator",
      x: 50,
      y: 1000,
      z: 100,
      rotation: 270,
      width: 1600,
      depth: 100,
      height: 600,
    } as const;
    const leaf: Door = { id: "d", x: 0, y: 3000, width: 900, rotation: 90, hinge: "left", opens: "in" };
    const other = { ...slope, id: "o", x: 2500, y: 0, rotation: 0, width: 5000 };
    const room = plan(rectangle, { doors: [leaf], fixtures: [radiator], slopes: [slope, other] });
    const [left, top] = slopeLabels(room).map(({ spot: [x, y], degrees }) =>
      bounds(corners({ x, y, rotation: degrees }, { width: 700, depth: 260 })),
    );
    expect(left && (left.x >= 100 || left.y >= 1800)).toBe(true);
    expect(left && left.x + left.width).toBeLessThan(1500);
    // The left slope's line is at x 1,500.
    expect(top && (top.x > 1500 || top.x + top.width < 1500)).toBe(true);
  });

  test("the label and the arrow of a slope keep off doors and each other", () => {
    const other = { ...slope, id: "o", x: 2500, y: 0, rotation: 0, width: 5000 };
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 3500 }),
        fc.integer({ min: 700, max: 1200 }),
        fc.constantFrom("left" as const, "right" as const),
        (y, width, hinge) => {
          const leaf: Door = { id: "d", x: 0, y, width, rotation: 90, hinge, opens: "in" };
          const room = plan(rectangle, { doors: [leaf], slopes: [slope, other] });
          const labels = slopeLabels(room).map(({ spot: [px, py], degrees }) =>
            corners({ x: px, y: py, rotation: degrees }, { width: 600, depth: 200 }),
          );
          const shafts = roomShapes(room)
            .flatMap((shape) =>
              shape.kind === "line" && !shape.dashed && shape.points.length === 2 ? [shape.points] : [],
            )
            .map(([a = [0, 0], b = [0, 0]]) => wallPolygon([a, b], 100));
          const marks = [...labels, ...shafts];
          const swept = swings(room, leaf);
          expect(marks).toHaveLength(4);
          for (const [i, mark] of marks.entries()) {
            expect(swept.some((area) => overlaps(mark, area))).toBe(false);
            expect(marks.slice(0, i).some((before) => overlaps(mark, before))).toBe(false);
          }
        },
      ),
    );
  });
});

describe("measures", () => {
  test("say each wall's length, outside of the room, upright or from below", () => {
    const all = dimensionsOf(rectangle);
    expect(all.map((m) => m.length)).toEqual([5000, 4000, 5000, 4000]);
    expect(all.map((m) => m.middle)).toEqual([
      [2500, -330],
      [5330, 2000],
      [2500, 4330],
      [-330, 2000],
    ]);
    expect(all.map((m) => Math.abs(m.degrees))).toEqual([0, 90, 0, 90]);
  });
});
