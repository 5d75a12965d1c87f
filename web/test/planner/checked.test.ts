// Pieces whose place was checked before they are added: recommendations.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { item, World } from "../fake/world.ts";
import { Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const place = { x: 2000, y: 1500, z: 0, rotation: 90 };

/** Returns a person in a room with a sofa. */
async function withSofa() {
  const world = new World(item("old", { product: "sofa", variant: "moss", x: 2000, y: 1500 }));
  const anna = await Someone.come(world, "Anna");
  const edits = () => world.server.heard.filter((h) => h.command.action === "edit").length;
  return { world, anna, edits };
}

test("RC2 a checked piece is added exactly at its place, also where another is, and one undo removes it", async () => {
  const { anna } = await withSofa();
  const id = (await anna.do.add("table", "moss", place, {})) ?? "";
  await anna.rest();
  expect(anna.place(id)).toEqual(place);
  anna.do.undo();
  await anna.rest();
  expect([...anna.planner.scene().items.keys()]).toEqual(["old"]);
});

test("RC2 a smaller piece replaces the one that is too big in one command, and one undo brings that back", async () => {
  const { anna, edits } = await withSofa();
  const id = (await anna.do.add("table", "moss", place, { instead: "old" })) ?? "";
  await anna.rest();
  expect(edits()).toBe(1);
  expect([...anna.planner.scene().items.keys()]).toEqual([id]);
  expect([...anna.planner.selection]).toEqual([id]);
  anna.do.undo();
  await anna.rest();
  expect([...anna.planner.scene().items.keys()]).toEqual(["old"]);
  expect(anna.item("old")).toMatchObject({ product: "sofa", x: 2000, y: 1500 });
  anna.do.redo();
  await anna.rest();
  expect([...anna.planner.scene().items.keys()]).toEqual([id]);
});

test("RC2 ST3 what was put on the replaced piece meanwhile is put down in the same step", async () => {
  const world = new World(
    item("old", { product: "long-table", variant: "moss", x: 2000, y: 1500 }),
    item("lamp", { product: "light", variant: "sand", x: 2000, y: 1500, z: 700 }),
  );
  const anna = await Someone.come(world, "Anna");
  const away = { x: 4000, y: 3000, z: 0, rotation: 0 };
  const id = (await anna.do.add("sofa", "moss", away, { instead: "old" })) ?? "";
  await anna.rest();
  expect([...anna.planner.scene().items.keys()].sort()).toEqual([id, "lamp"].sort());
  expect(anna.place("lamp").z).toBe(0);
  anna.do.undo();
  await anna.rest();
  expect(anna.place("lamp").z).toBe(700);
});

test("RC2 nothing replaces a piece that somebody else holds", async () => {
  const { world, anna } = await withSofa();
  const bo = await Someone.come(world, "Bo");
  bo.do.select(["old"]);
  bo.do.pointerDown("old", [2000, 1500], { shift: false, alt: false, ctrl: false });
  bo.do.pointerMove([2300, 1500], { shift: false, alt: false, ctrl: false });
  await bo.rest();
  expect(anna.item("old").lock.state).toBe("held");
  expect(await anna.do.add("table", "moss", place, { instead: "old" })).toBeUndefined();
  await anna.rest();
  expect([...anna.planner.scene().items.keys()]).toEqual(["old"]);
});
