// The timeline: displays the room's past while others edit, and restores a moment.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("HS1 HS4 one looks back while the other edits; an owner brings the moment back for both", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", { role: "owner" });
  const bo = await house.visit(room, "Bo");
  await bo.drag(id, [3000, 2600]);
  const first = await bo.place(id);
  await expect.poll(() => anna.place(id)).toEqual(first);

  await anna.act("history");
  const slider = anna.page.locator('input[type="range"]');
  // The archive is some seconds behind the room.
  await expect
    .poll(async () => Number(await slider.getAttribute("max")), { timeout: 30_000 })
    .toBeGreaterThan(2);
  await slider.focus();
  await anna.page.keyboard.press("ArrowLeft");
  await anna.page.keyboard.press("ArrowLeft");
  await expect.poll(() => anna.place(id)).toEqual(sofa[1]);

  await bo.drag(id, [2000, 3000]);
  const second = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...second });
  expect(await anna.place(id)).toEqual(sofa[1]);
  await expect.poll(() => anna.page.locator("[data-meanwhile]").count()).toBe(1);

  await anna.act("restore");
  await anna.act("confirm-restore");
  for (const one of [anna, bo]) await expect.poll(() => one.place(id), { timeout: 20_000 }).toEqual(sofa[1]);
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...sofa[1] });
});

test("HS4 who may only look can look back, and bring nothing back", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const cleo = await house.visit(room, "Cleo", { role: "viewer" });
  await cleo.act("history");
  await expect.poll(() => cleo.page.locator('input[type="range"]').count()).toBe(1);
  expect(await cleo.page.locator('[data-action="restore"], [data-action="history-name"]').count()).toBe(0);
  expect(await cleo.items()).toEqual(ids);
});

test("RM6 a moment is copied into a new room, which the first room does not notice", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  await anna.drag(id, [3000, 2600]);
  const moved = await anna.place(id);
  await anna.act("history");
  const slider = anna.page.locator('input[type="range"]');
  await expect
    .poll(async () => Number(await slider.getAttribute("max")), { timeout: 30_000 })
    .toBeGreaterThan(2);
  await slider.focus();
  await anna.page.keyboard.press("ArrowLeft");
  await anna.page.keyboard.press("ArrowLeft");
  await expect.poll(() => anna.place(id)).toEqual(sofa[1]);

  await anna.act("history-copy");
  const link = anna.page.locator('a[data-action="open-copy"]');
  await expect.poll(() => link.count(), { timeout: 20_000 }).toBe(1);
  const copy = new URL((await link.getAttribute("href")) ?? "").searchParams.get("room") ?? "";
  expect(copy).not.toBe(room);
  expect((await house.stack.stored(copy)).get(id)).toMatchObject({ ...sofa[1], version: 1 });
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...moved });
  const bo = await house.visit(copy, "Bo");
  expect(await bo.items()).toEqual(ids);
});
