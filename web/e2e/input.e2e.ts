// Kinds of input: only keys, a finger on a phone, and viewers.

import { expect } from "vitest";
import { type Piece, phone, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

test("AC7 a viewer sees all and changes nothing", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const cleo = await house.visit(room, "Cleo", { role: "viewer" });
  await expect.poll(() => anna.people()).toHaveLength(2);

  await cleo.drag(id, [3500, 3000]);
  await cleo.page.locator(`svg [data-item="${id}"]`).focus();
  for (const key of ["ArrowRight", "r", "Delete"]) await cleo.page.keyboard.press(key);
  for (const action of ["remove", "duplicate", "rotate-left", "tool-room"]) {
    const open = cleo.page.locator(`[data-action="${action}"]:visible:not(:disabled)`);
    expect(await open.count(), action).toBe(0);
  }

  // Her cursor is sent after all that: anything else that she had sent would have arrived by now.
  await cleo.point([500, 500]);
  await expect.poll(async () => Math.round((await anna.cursor())?.at[0] ?? 0)).toBeCloseTo(500, -2);
  expect(cleo.actions).toEqual(["cursor", "sync"]);
  expect(cleo.sent.filter((frame) => "drag" in frame)).toEqual([]);
  for (const one of [anna, cleo]) expect(await one.places()).toEqual({ [id]: sofa[1] });
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...sofa[1], version: 1 });
});

test("MV1 ED1 ED2 furniture is added, moved, turned and removed by keys alone", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const { keyboard } = anna.page;

  await anna.tabTo('[data-product="armchair.myrten"]');
  await keyboard.press("Enter");
  await expect.poll(() => bo.items()).toHaveLength(1);
  const [id = ""] = await bo.items();
  const added = await anna.place(id);
  if (!added) throw new Error("The armchair is not on Anna's plan.");
  await expect.poll(() => bo.place(id)).toEqual(added);

  const both = async (place: object) => {
    for (const one of [anna, bo]) await expect.poll(() => one.place(id)).toEqual(place);
  };
  await anna.tabTo(`[data-item="${id}"]`);
  // The plan is one tab stop; page keys move between the items and the drawing.
  await keyboard.press("PageUp");
  await expect.poll(() => anna.focused("svg.plan-drawing")).toBe(true);
  expect(await anna.page.locator('.plan [tabindex="0"]').count()).toBe(1);
  await keyboard.press("PageDown");
  await expect.poll(() => anna.focused(`[data-item="${id}"]`)).toBe(true);
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowDown");
  await both({ ...added, x: added.x + 20, y: added.y + 10 });
  await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Shift+ArrowDown");
  await both({ ...added, x: added.x - 80, y: added.y + 110 });
  await keyboard.press("r");
  await both({ x: added.x - 80, y: added.y + 110, z: 0, rotation: 90 });
  await keyboard.press("Shift+R");
  await keyboard.press("Shift+R");
  const last = { x: added.x - 80, y: added.y + 110, z: 0, rotation: 270 };
  await both(last);
  await expect.poll(() => bo.lock(id)).toBe("free");
  expect((await house.stack.stored(room)).get(id)).toMatchObject(last);

  await keyboard.press("Delete");
  for (const one of [anna, bo]) await expect.poll(() => one.items()).toEqual([]);
  await expect.poll(async () => (await house.stack.stored(room)).size).toBe(0);
});

test("LK5 Escape in mid-drag puts the sofa back for all", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await anna.point([3500, 3000]);
  const away = await anna.place(id);
  await expect.poll(() => bo.place(id)).toEqual(away);

  await anna.page.keyboard.press("Escape");
  for (const one of [anna, bo]) {
    await expect.poll(() => one.lock(id)).toBe("free");
    await expect.poll(() => one.place(id)).toEqual(sofa[1]);
  }
  await anna.drop();
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...sofa[1], version: 1 });
});

test("MV1 PR7 a finger drags on a phone as a mouse does on a desk, and its cursor goes as it lifts", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", {
    ...phone,
    deviceScaleFactor: 2,
  });
  const bo = await house.visit(room, "Bo");

  await anna.touch([2500, 2000]);
  await anna.slide([3000, 2600]);
  await expect.poll(async () => (await bo.cursor())?.name).toBe("Anna");
  await expect.poll(() => anna.lock(id)).toBe("mine");
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  const held = { x: 3000, y: 2600, z: 0, rotation: 0 };
  for (const one of [anna, bo]) await expect.poll(() => one.place(id)).toEqual(held);

  await anna.lift();
  await expect.poll(() => bo.cursor()).toBeUndefined();
  for (const one of [anna, bo]) {
    await expect.poll(() => one.lock(id)).toBe("free");
    await expect.poll(() => one.place(id)).toEqual(held);
  }
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...held });
  const overflow = await anna.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
});
