// Applying a layout to the room: SPEC section 21.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Place } from "../../src/model/index.ts";
import { item, World } from "../fake/world.ts";
import { noKeys, Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const table = { product: "table", variant: "sand", x: 1500, y: 1500 };
const lamp = { product: "table-lamp", variant: "sand", x: 1700, y: 1400, z: 700 };
const sofa = { product: "sofa", variant: "sand", x: 4000, y: 1500 };
const layout = new Map<string, Place>([
  ["table", { x: 3000, y: 2500, z: 0, rotation: 90 }],
  ["lamp", { x: 3100, y: 2700, z: 700, rotation: 90 }],
  ["sofa", { x: 1000, y: 3000, z: 0, rotation: 180 }],
]);

async function two() {
  const world = new World(item("table", table), item("lamp", lamp), item("sofa", sofa));
  return { world, anna: await Someone.come(world, "Anna"), bo: await Someone.come(world, "Bo") };
}

test("AR8 a layout is applied by one lock and one move, as one step to undo", async () => {
  const { world, anna, bo } = await two();
  void anna.do.arrange(layout, "arranging the room");
  await anna.rest();
  for (const [id, place] of layout) expect(bo.place(id)).toEqual(place);
  expect(world.count(anna.person.id, "lock")).toBe(1);
  expect(world.count(anna.person.id, "move")).toBe(1);
  expect(anna.planner.scene().undo.undo).toBe("arranging the room");
  anna.do.undo();
  await anna.rest();
  expect(bo.place("table")).toMatchObject({ x: 1500, y: 1500, rotation: 0 });
  expect(bo.place("lamp")).toMatchObject({ x: 1700, y: 1400, z: 700 });
  expect(bo.place("sofa")).toMatchObject({ x: 4000, y: 1500 });
  expect(anna.planner.scene().undo.undo).toBeUndefined();
});

test("AR8 nothing is moved while somebody holds one of the pieces, and the person is told who", async () => {
  const { world, anna, bo } = await two();
  bo.do.pointerDown("lamp", [1700, 1400], noKeys);
  bo.do.pointerMove([1800, 1400], noKeys);
  await world.clock.advance(500);
  void anna.do.arrange(layout, "arranging the room");
  await anna.rest();
  expect(anna.told).toEqual(["Bo is moving table-lamp right now."]);
  expect(anna.place("table")).toMatchObject({ x: 1500, y: 1500 });
  expect(world.count(anna.person.id, "lock")).toBe(0);
});

test("AR8 nothing is moved if somebody takes one of the pieces at the same moment", async () => {
  const { anna, bo } = await two();
  bo.do.pointerDown("sofa", [4000, 1500], noKeys);
  bo.do.pointerMove([4100, 1500], noKeys);
  void anna.do.arrange(layout, "arranging the room");
  await anna.rest();
  expect(anna.place("table")).toMatchObject({ x: 1500, y: 1500 });
  expect(anna.told.join()).toContain("Bo");
  expect(anna.planner.scene().undo.undo).toBeUndefined();
});

test("AR8 a viewer arranges nothing", async () => {
  const world = new World(item("table", table));
  const eva = await Someone.come(world, "Eva", "viewer");
  void eva.do.arrange(new Map([["table", { x: 3000, y: 2500, z: 0, rotation: 90 }]]), "arranging the room");
  await eva.rest();
  expect(eva.place("table")).toMatchObject({ x: 1500, y: 1500 });
  expect(eva.told).toHaveLength(1);
});
