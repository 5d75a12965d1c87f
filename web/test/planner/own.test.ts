// Pieces that somebody has already: how they are added, changed, copied and removed.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Own } from "../../src/model/index.ts";
import { item, World } from "../fake/world.ts";
import { Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const own: Own = {
  kind: "sofa",
  name: "Grandma's sofa",
  colour: "#6d8299",
  width: 2200,
  depth: 950,
  height: 800,
};

/** Returns two people in a room, and the id of the own piece that Anna added. */
async function withOwn() {
  const world = new World();
  const anna = await Someone.come(world, "Anna");
  const bo = await Someone.come(world, "Bo");
  const id = await anna.do.addOwn(own);
  if (id === undefined) throw new Error("The piece was refused.");
  await anna.rest();
  return { world, anna, bo, id };
}

test("an own piece is added, and the others see it as it is", async () => {
  const { anna, bo, id } = await withOwn();
  expect(bo.item(id)).toMatchObject({ product: "", variant: "", own });
  expect([...anna.planner.selection]).toEqual([id]);
  expect(anna.planner.scene().undo.undo).toBe("adding Grandma's sofa");
  expect(bo.planner.scene().activity.map((a) => a.text)).toEqual(["Anna added Grandma's sofa."]);
});

test("each change of an own piece is one step to undo", async () => {
  const { anna, bo, id } = await withOwn();
  anna.do.setOwn(id, { ...own, width: 2000 });
  await anna.rest();
  anna.do.setOwn(id, { ...own, width: 2000, name: "Old sofa" });
  await anna.rest();
  expect(bo.item(id).own).toEqual({ ...own, width: 2000, name: "Old sofa" });
  expect(bo.planner.scene().activity[0]?.text).toBe("Anna changed Old sofa.");
  anna.do.undo();
  await anna.rest();
  expect(bo.item(id).own).toEqual({ ...own, width: 2000 });
  anna.do.undo();
  await anna.rest();
  expect(bo.item(id).own).toEqual(own);
  anna.do.redo();
  await anna.rest();
  expect(bo.item(id).own?.width).toBe(2000);
});

test("ST4 what stands on an own piece is raised with it in the same command, and one undo lowers it", async () => {
  const desk = { ...own, kind: "table", name: "Desk", height: 700 };
  const world = new World(
    item("desk", { product: "", variant: "", own: desk, x: 2000, y: 1500 }),
    item("lamp", { product: "table-lamp", variant: "sand", x: 2000, y: 1500, z: 700 }),
  );
  const anna = await Someone.come(world, "Anna");
  const edits = () => world.server.heard.filter((h) => h.command.action === "edit").length;
  anna.do.setOwn("desk", { ...desk, height: 1000 });
  await anna.rest();
  expect(edits()).toBe(1);
  expect(anna.item("desk").own?.height).toBe(1000);
  expect(anna.place("lamp").z).toBe(1000);
  anna.do.undo();
  await anna.rest();
  expect(anna.item("desk").own?.height).toBe(700);
  expect(anna.place("lamp").z).toBe(700);
});

test("an own piece that is set to what it is, is not changed", async () => {
  const { anna, id } = await withOwn();
  anna.do.setOwn(id, { ...own });
  await anna.rest();
  expect(anna.planner.scene().undo.undo).toBe("adding Grandma's sofa");
});

test("a product is not changed into an own piece", async () => {
  const { anna } = await withOwn();
  const id = (await anna.do.add("table", "moss")) ?? "";
  await anna.rest();
  anna.do.setOwn(id, own);
  await anna.rest();
  expect(anna.item(id)).toMatchObject({ product: "table", variant: "moss", own: undefined });
});

test("a copy of an own piece is the same piece, and a removed one comes back as it was", async () => {
  const { anna, bo, id } = await withOwn();
  anna.do.duplicate();
  await anna.rest();
  const [copy = ""] = anna.planner.selection;
  expect(copy).not.toBe(id);
  expect(bo.item(copy).own).toEqual(own);
  anna.do.remove();
  await anna.rest();
  expect(bo.planner.scene().items.has(copy)).toBe(false);
  anna.do.undo();
  await anna.rest();
  expect(bo.item(copy).own).toEqual(own);
});

test("an own piece is not changed while somebody else holds it", async () => {
  const { anna, bo, id } = await withOwn();
  const { x, y } = bo.place(id);
  const keys = { shift: false, alt: false, ctrl: false };
  bo.do.pointerDown(id, [x, y], keys);
  bo.do.pointerMove([x + 300, y], keys);
  await anna.rest();
  anna.do.setOwn(id, { ...own, name: "Mine" });
  await anna.rest();
  expect(anna.item(id).own?.name).toBe("Grandma's sofa");
  expect(anna.told.at(-1)).toContain("Bo is moving Grandma's sofa");
});
