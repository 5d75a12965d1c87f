import fc from "fast-check";
import { expect, test } from "vitest";
import { area, bounds } from "../../src/geometry/index.ts";
import { selfCrossing } from "../../src/geometry/polygons.ts";
import { en } from "../../src/i18n/en.ts";
import { loadPageTexts } from "../../src/i18n/index.ts";
import type { PlanBody } from "../../src/model/index.ts";
import { outlineFor, outlineOf, type RoomTemplate } from "../../src/panels/room-templates.ts";
import { redraw, redrawn } from "../../src/plan2d/floorplan/redrawn.ts";

await loadPageTexts("en");

const length = fc.integer({ min: 500, max: 100_000 });
const corner = fc.tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.integer({ min: -50_000, max: 50_000 }));

test("a rectangle has its size, clockwise", () => {
  fc.assert(
    fc.property(length, length, corner, (width, depth, [x, y]) => {
      const outline = outlineOf({ kind: "rectangle", width, depth }, [x, y]);
      expect(area(outline)).toBe(width * depth);
      expect(bounds(outline)).toEqual({ x, y, width, height: depth });
    }),
  );
});

test("an L is the rectangle without the cut-out, and never crosses itself", () => {
  const shape = fc.record({ width: length, depth: length }).chain(({ width, depth }) =>
    fc.record({
      kind: fc.constant("l" as const),
      width: fc.constant(width),
      depth: fc.constant(depth),
      cutWidth: fc.integer({ min: 1, max: width - 1 }),
      cutDepth: fc.integer({ min: 1, max: depth - 1 }),
    }),
  );
  fc.assert(
    fc.property(shape, corner, (l: RoomTemplate & { kind: "l" }, [x, y]) => {
      const outline = outlineOf(l, [x, y]);
      expect(area(outline)).toBe(l.width * l.depth - l.cutWidth * l.cutDepth);
      expect(selfCrossing(outline)).toBe(false);
    }),
  );
});

const plan: PlanBody = {
  name: "Home",
  units: "cm",
  outline: outlineOf({ kind: "rectangle", width: 5000, depth: 4000 }, [1000, 2000]),
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
  const next = reshaped(plan, { kind: "rectangle", width: 4900, depth: 4000 });
  expect(next.doors).toMatchObject([{ id: "top" }, { id: "right", x: 5900, y: 3000, rotation: 90 }]);
});

test("what a new shape leaves no wall for is told by its name, after it is stored", () => {
  const heard: string[] = [];
  const scene = { plan: { ...plan, version: 1 }, texts: en, units: "cm", lang: "en" } as never;
  const actions = {
    setPlan: () => heard.push("stored"),
    notify: (text: string) => heard.push(text),
  } as never;
  redraw(scene, actions, outlineFor(plan, { kind: "rectangle", width: 4000, depth: 3000 }));
  expect(heard).toEqual([
    "stored",
    "Removed with the old walls: Inner wall 2, 300 cm; Door 2, 90 cm. Undo brings them back.",
  ]);
  redraw(scene, actions, plan.outline);
  expect(heard.slice(2)).toEqual(["stored"]);
});

test("a new shape keeps its corner, and what still stands in a wall", () => {
  const next = reshaped(plan, { kind: "rectangle", width: 4000, depth: 3000 });
  expect(bounds(next.outline)).toEqual({ x: 1000, y: 2000, width: 4000, height: 3000 });
  expect(next.walls.map((w) => w.id)).toEqual(["near"]);
  expect(next.doors.map((d) => d.id)).toEqual(["top"]);
  expect(next.windows.map((w) => w.id)).toEqual(["inner"]);
});

test("a room of the same size keeps everything", () => {
  expect(reshaped(plan, { kind: "rectangle", width: 5000, depth: 4000 })).toEqual(plan);
});

test("the first shape of a room begins at nought", () => {
  const empty = { ...plan, outline: [], walls: [], doors: [], windows: [] };
  expect(bounds(reshaped(empty, { kind: "rectangle", width: 3000, depth: 2000 }).outline)).toMatchObject({
    x: 0,
    y: 0,
  });
});
