// Tabs that are hidden, idle, or duplicated.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("CL4 a tab hidden for a minute lets go and sleeps, and wakes to what others did", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", { clock: true });
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");

  await anna.setHidden(true);
  await anna.page.clock.fastForward(59_000);
  expect(await anna.status()).toBe("online");
  await anna.page.clock.fastForward(1_000);
  await expect.poll(() => anna.status()).toBe("sleeping");
  await expect.poll(() => bo.lock(id)).toBe("free");
  await expect.poll(() => bo.people()).toEqual(["Bo (you)"]);
  await bo.drag(id, [3000, 2600]);
  const bos = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...bos });

  await anna.setHidden(false);
  await expect.poll(() => anna.status()).toBe("online");
  await expect.poll(() => anna.place(id)).toEqual(bos);
  await expect.poll(() => bo.people()).toEqual(["Anna", "Bo (you)"]);
});

test("CL4 a tab that nobody touches for five minutes sleeps, and a touch wakes it", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", { clock: true });
  await anna.page.clock.fastForward(5 * 60_000);
  await expect.poll(() => anna.status()).toBe("sleeping");
  await expect.poll(() => house.stack.peers(room)).toEqual([]);
  const bo = await house.visit(room, "Bo");
  await bo.drag(id, [3000, 2600]);
  const bos = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...bos });

  await anna.page.locator('[data-action="wake"]').click();
  await expect.poll(() => anna.status()).toBe("online");
  await expect.poll(() => anna.place(id)).toEqual(bos);
});

test("CL2 a copied tab is a peer of its own, and both work", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const copy = await anna.copyTab();
  await expect.poll(() => copy.status()).toBe("online");
  await expect.poll(() => anna.people()).toEqual(["Anna", "Anna (you)"]);
  await expect.poll(() => copy.people()).toEqual(["Anna", "Anna (you)"]);
  const you = "li[data-peer][data-you]";
  const [one, other] = [anna, copy].map(({ page }) => page.locator(you).getAttribute("data-peer"));
  expect(await one).not.toBe(await other);

  await anna.grab(id);
  await expect.poll(() => anna.lock(id)).toBe("mine");
  await expect.poll(() => copy.lock(id)).toBe("held by Anna");
  await anna.drop();
  await expect.poll(() => copy.lock(id)).toBe("free");
  await copy.drag(id, [3000, 2600]);
  const dropped = await copy.place(id);
  await expect.poll(() => anna.place(id)).toEqual(dropped);
  for (const tab of [anna, copy]) expect(await tab.status()).toBe("online");
});
