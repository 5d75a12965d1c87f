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
