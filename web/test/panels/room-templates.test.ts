import fc from "fast-check";
import { expect, test } from "vitest";
import { area, bounds, pointInPolygon } from "../../src/geometry/index.ts";
import { selfCrossing } from "../../src/geometry/polygons.ts";
import { en } from "../../src/i18n/en.ts";
import { loadPageTexts } from "../../src/i18n/index.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import {
  leavesRoom,
  outlineFor,
  outlineOf,
  quarters,
  type RoomTemplate,
  type ShapeName,
  shapeNames,
} from "../../src/panels/room-templates.ts";
import { redraw, redrawn } from "../../src/plan2d/floorplan/redrawn.ts";
import { changeFault } from "../../src/plan2d/floorplan/validation.ts";

await loadPageTexts("en");

const length = fc.integer({ min: 500, max: 100_000 });
const corner = fc.tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.integer({ min: -50_000, max: 50_000 }));

const at = fc.constantFrom(...quarters);
const sizes = fc.record({ width: length, depth: length }).chain(({ width, depth }) =>
  fc.record({
    width: fc.constant(width),
    depth: fc.constant(depth),
    cutWidth: fc.integer({ min: 1, max: Math.ceil(width / 2) - 1 }),
    cutDepth: fc.integer({ min: 1, max: Math.ceil(depth / 2) - 1 }),
  }),
);
/** Number of cut-outs of each shape. */
const cuts: Record<ShapeName, number> = { rectangle: 0, l: 1, u: 1, t: 2 };
const shape = fc
  .record({ kind: fc.constantFrom(...shapeNames), at, size: sizes })
  .map(({ size, ...rest }): RoomTemplate => ({ ...rest, ...size }));

test("a shape has its size without its cut-outs, clockwise, and never crosses itself", () => {
  fc.assert(
    fc.property(shape, corner, (one, [x, y]) => {
      const outline = outlineOf(one, [x, y]);
      const { width, depth, cutWidth, cutDepth } = one;
      expect(leavesRoom(one)).toBe(true);
      expect(area(outline)).toBe(width * depth - cuts[one.kind] * cutWidth * cutDepth);
      expect(bounds(outline)).toEqual({ x, y, width, height: depth });
      expect(selfCrossing(outline)).toBe(false);
    }),
  );
});

test.each([
  ["l", 0, [10, 10]],
  ["l", 1, [90, 10]],
  ["l", 2, [90, 70]],
  ["l", 3, [10, 70]],
  ["u", 0, [50, 10]],
  ["u", 1, [90, 40]],
  ["u", 2, [50, 70]],
  ["u", 3, [10, 40]],
  ["t", 0, [10, 10]],
  ["t", 0, [90, 10]],
  ["t", 1, [90, 10]],
  ["t", 1, [90, 70]],
  ["t", 2, [90, 70]],
  ["t", 2, [10, 70]],
  ["t", 3, [10, 70]],
  ["t", 3, [10, 10]],
] as const)("%s at %i has no floor at %j", (kind, quarter, [x, y]) => {
  const outline = outlineOf({ kind, at: quarter, width: 100, depth: 80, cutWidth: 30, cutDepth: 30 });
  expect(pointInPolygon(outline, [x, y])).toBe(false);
  const others: Point[] = [10, 50, 90].flatMap((ox) => [10, 40, 70].map((oy): Point => [ox, oy]));
  expect(others.filter((spot) => !pointInPolygon(outline, spot))).toHaveLength(cuts[kind]);
});

test.each([
  ["l", 2, 100, 30, false],
  ["l", 2, 99, 79, true],
  ["u", 0, 30, 80, false],
  ["t", 2, 50, 30, false],
  ["t", 2, 49, 79, true],
  ["t", 1, 99, 40, false],
  ["t", 1, 99, 39, true],
  ["rectangle", 0, 500, 500, true],
] as const)(
  "%s at %i with cut-outs of %i by %i leaves a room: %s",
  (kind, quarter, cutWidth, cutDepth, leaves) => {
    expect(leavesRoom({ kind, at: quarter, width: 100, depth: 80, cutWidth, cutDepth })).toBe(leaves);
  },
);

/** A rectangle as a template. */
const rectangle = (width: number, depth: number): RoomTemplate => {
  return { kind: "rectangle", at: 0, width, depth, cutWidth: 0, cutDepth: 0 };
};

const plan: PlanBody = {
  name: "Home",
  units: "cm",
  outline: outlineOf(rectangle(5000, 4000), [1000, 2000]),
  walls: [
    { id: "near", from: [2000, 2000], to: [2000, 3000], thickness: 100 },
    { id: "far", from: [5500, 2000], to: [5500, 5000], thickness: 100 },
  ],
  doors: [
    { id: "top", x: 3000, y: 2000, width: 900, rotation: 0, hinge: "left", opens: "in" },
    { id: "right", x: 6000, y: 3000, width: 900, rotation: 90, hinge: "left", opens: "in" },
  ],
  windows: [{ id: "inner", x: 2000, y: 2500, width: 800, rotation: 90 }],
};

const reshaped = (room: PlanBody, shape: RoomTemplate) => redrawn(room, outlineFor(room, shape));

test("a new shape takes doors along to its walls", () => {
  const next = reshaped(plan, rectangle(4900, 4000));
  expect(next.doors).toMatchObject([{ id: "top" }, { id: "right", x: 5900, y: 3000, rotation: 90 }]);
});

/** Redraws the room by a shape; returns the plan that is stored, and what is told then. */
function told(room: PlanBody, shape: RoomTemplate): { stored: PlanBody; heard: string[] } {
  const heard: string[] = [];
  let stored = room;
  const scene = { plan: { ...room, version: 1 }, texts: en, units: "cm", lang: "en" } as never;
  const setPlan = (next: PlanBody) => {
    stored = next;
  };
  redraw(scene, { setPlan, notify: (text: string) => heard.push(text) } as never, outlineFor(room, shape));
  return { stored, heard };
}

test("a new shape keeps its corner, and what still stands in a wall", () => {
  const next = reshaped(plan, rectangle(4000, 3000));
  expect(bounds(next.outline)).toEqual({ x: 1000, y: 2000, width: 4000, height: 3000 });
  expect(next.walls.map((w) => w.id)).toEqual(["near"]);
  expect(next.windows.map((w) => w.id)).toEqual(["inner"]);
});

test("a door goes to the nearest new wall; that, and what is removed, is told by its name", () => {
  const { stored, heard } = told(plan, rectangle(4000, 3000));
  expect(stored.doors).toMatchObject([
    { id: "top", x: 3000 },
    { id: "right", x: 5000, y: 3000, rotation: 90 },
  ]);
  expect(heard).toEqual([
    "In the nearest new wall now: Door 2, 90 cm. Removed with the old walls: Inner wall 2, 300 cm. Undo brings them back.",
  ]);
  expect(told(plan, rectangle(5000, 4000)).heard).toEqual([]);
});

test("two doors that go to the same wall stand beside each other there", () => {
  const doors = [
    { id: "a", x: 6000, y: 2700, width: 900, rotation: 90, hinge: "left", opens: "in" },
    { id: "b", x: 6000, y: 5300, width: 900, rotation: 90, hinge: "left", opens: "in" },
  ] as const;
  const { stored } = told({ ...plan, walls: [], windows: [], doors: [...doors] }, rectangle(3000, 2000));
  expect(stored.doors.map(({ id }) => id)).toEqual(["a", "b"]);
  const [a, b] = stored.doors;
  expect(changeFault({ ...stored, doors: [] }, stored)).toBeUndefined();
  expect([a?.x, b?.x]).toContain(4000);
});

test("a window that no new wall is long enough for is removed, and told", () => {
  const wide = { id: "wide", x: 3500, y: 6000, width: 4000, rotation: 180 };
  const { stored, heard } = told({ ...plan, walls: [], doors: [], windows: [wide] }, rectangle(3000, 3000));
  expect(stored.windows).toEqual([]);
  expect(heard).toEqual(["Removed with the old walls: Window 1, 400 cm. Undo brings them back."]);
});

test("openings of the outline stay in every shape that has walls for them, and never overlap", () => {
  const room: PlanBody = {
    ...plan,
    walls: [],
    windows: [{ id: "w", x: 2000, y: 6000, width: 800, rotation: 180 }],
  };
  const large = shape.filter(({ width, depth, cutWidth, cutDepth }) => {
    return Math.min(cutWidth, cutDepth, width - 2 * cutWidth, depth - 2 * cutDepth) > 3000;
  });
  fc.assert(
    fc.property(large, (one) => {
      const next = reshaped(room, one);
      expect([...next.doors, ...next.windows].map(({ id }) => id)).toEqual(["top", "right", "w"]);
      expect(changeFault({ ...next, doors: [], windows: [] }, next)).toBeUndefined();
    }),
  );
});

test("a room of the same size keeps everything", () => {
  expect(reshaped(plan, rectangle(5000, 4000))).toEqual(plan);
});

test("the first shape of a room begins at nought", () => {
  const empty = { ...plan, outline: [], walls: [], doors: [], windows: [] };
  expect(bounds(reshaped(empty, rectangle(3000, 2000)).outline)).toMatchObject({
    x: 0,
    y: 0,
  });
});
