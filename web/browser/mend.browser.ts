// The buttons that mend what does not fit, by one move.

import { expect, test } from "vitest";
import { acquire } from "../src/client/changes.ts";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, put, watch } from "./fixture.ts";
import { press } from "./hands.ts";

const place = (room: Room, id: string) => {
  const { x, y, rotation } = room.snapshot().items.get(id) ?? {};
  return { x, y, rotation };
};

/** Returns the size of a room whose outline starts at 0, 0. */
function sizeOf(room: Room): { width: number; height: number } {
  const { outline } = room.snapshot().plan;
  return { width: Math.max(...outline.map(([x]) => x)), height: Math.max(...outline.map(([, y]) => y)) };
}

async function pressOnce(element: HomstylePlanner, selector: string): Promise<void> {
  await expect.poll(() => count(element, selector), { message: selector }).toBe(1);
  inside(element, selector).click();
}

/** Opens a room with Klinte in its middle, and a stool at a place; resolves when both are checked. */
async function withStool(x: number, y: number) {
  const room = newRoom();
  const bo = await watch(room);
  const sofa = await furnish(bo);
  const stool = await put(bo, "stool.kotten", { x, y, z: 0, rotation: 0 }, "oak");
  const element = await open(room);
  const verdict = async (id: string) => (await drawn(element, id)).dataset.verdict;
  await expect.poll(() => verdict(stool)).toBe("blocked");
  return { bo, element, sofa, stool, verdict };
}

test("a piece that reaches out of the room is moved inside, and one undo takes that back", async () => {
  const { bo, element, sofa, stool, verdict } = await withStool(40, 3500);
  const before = place(bo, stool);
  const untouched = place(bo, sofa);
  element.select([stool]);
  await pressOnce(element, '.inspector [data-action="mend-inside"]');
  await expect.poll(() => verdict(stool)).not.toBe("blocked");
  await expect.poll(() => place(bo, stool).x).toBeGreaterThan(100);
  expect(Math.abs((place(bo, stool).y ?? 0) - 3500)).toBeLessThan(200);
  expect(place(bo, sofa)).toEqual(untouched);
  inside(element, '.bar [data-action="undo"]').click();
  await expect.poll(() => place(bo, stool)).toEqual(before);
});

test("a piece in another is moved out of it from the list, and nothing else is moved", async () => {
  const { bo, element, sofa, stool, verdict } = await withStool(2000, 1500);
  const untouched = place(bo, sofa);
  inside(element, 'button[data-tab="fit"]').click();
  await pressOnce(element, `li:has([data-fit="${stool}"]) [data-action="mend-fit"]`);
  await expect.poll(() => verdict(stool)).not.toBe("blocked");
  await expect.poll(() => verdict(sofa)).not.toBe("blocked");
  expect(place(bo, sofa)).toEqual(untouched);
});

test("ST5 a table lamp on the floor is put back on a table, and is not offered to be put down", async () => {
  const room = newRoom();
  const bo = await watch(room);
  await put(bo, "table.norrsken", { x: 1500, y: 1500, z: 0, rotation: 0 }, "oak");
  const lamp = await put(bo, "lamp.lyktan", { x: 3200, y: 1500, z: 0, rotation: 0 });
  const element = await open(room);
  await expect.poll(async () => (await drawn(element, lamp)).dataset.verdict).toBe("blocked");
  element.select([lamp]);
  await pressOnce(element, '.inspector [data-action="mend-fit"]');
  await expect.poll(() => bo.snapshot().items.get(lamp)?.z).toBe(740);
  await expect.poll(async () => (await drawn(element, lamp)).dataset.verdict).not.toBe("blocked");
  expect(count(element, '.inspector [data-action="put-down"]')).toBe(0);
});

test("AR2 a wardrobe in a sofa is moved to a wall", async () => {
  const room = newRoom();
  const bo = await watch(room);
  await furnish(bo);
  const wardrobe = await put(bo, "wardrobe.gomman", { x: 2000, y: 1900, z: 0, rotation: 0 }, "white");
  const element = await open(room);
  await expect.poll(async () => (await drawn(element, wardrobe)).dataset.verdict).toBe("blocked");
  element.select([wardrobe]);
  await pressOnce(element, '.inspector [data-action="mend-fit"]');
  await expect.poll(async () => (await drawn(element, wardrobe)).dataset.verdict).not.toBe("blocked");
  const { x = 0, y = 0, rotation = 0 } = place(bo, wardrobe);
  const { width, height } = sizeOf(bo);
  const gaps: Record<number, number> = { 0: y, 90: width - x, 180: height - y, 270: x };
  expect(gaps[rotation]).toBe(300);
});

test("it is done by the keyboard alone", async () => {
  const { bo, element, stool } = await withStool(40, 3500);
  element.select([stool]);
  await expect.poll(() => count(element, '.inspector [data-action="mend-inside"]')).toBe(1);
  inside(element, '.inspector [data-action="mend-inside"]').focus();
  await press("Enter");
  await expect.poll(() => place(bo, stool).x).toBeGreaterThan(100);
});

test("what another person holds has no such button", async () => {
  const { bo, element, stool } = await withStool(40, 3500);
  element.select([stool]);
  await expect.poll(() => count(element, '.inspector [data-action="mend-inside"]')).toBe(1);
  const drag = acquire(bo, [stool]);
  await expect.poll(() => count(element, '.inspector [data-action="mend-inside"]')).toBe(0);
  await drag.cancel();
});
