// Holders that are asleep when their lease ends: the next holder's changes are kept.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("LK1 MV2 MV4 CL6 a holder who slept through the lease loses it to who took it over", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await anna.point([3000, 1500]);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");

  const wake = await anna.freeze();
  await expect.poll(() => bo.lock(id), { timeout: 20_000 }).toBe("free");
  await bo.drag(id, [2000, 3000]);
  const bos = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...bos });
  const { version } = (await house.stack.stored(room)).get(id) ?? {};

  // She releases the mouse before her page knows: the drop is the first thing that it handles.
  const dropped = anna.drop();
  await wake();
  await dropped;
  await expect.poll(() => anna.lock(id)).toMatch(/^lost/);
  await expect.poll(() => anna.toasts()).toHaveLength(1);
  for (const one of [anna, bo]) await expect.poll(() => one.place(id)).toEqual(bos);
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...bos, version });
  expect(await bo.lock(id)).toBe("free");

  // An item that was lost can be acquired again, in the same tab.
  await expect.poll(() => anna.lock(id), { timeout: 15_000 }).toBe("free");
  await anna.drag(id, [4000, 1500]);
  const annas = await anna.place(id);
  expect(annas).not.toEqual(bos);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...annas });
  await expect.poll(() => bo.place(id)).toEqual(annas);
});

test("LK1 CL6 a holder who wakes while another holds it sees whose it is", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  const wake = await anna.freeze();
  await expect.poll(() => bo.lock(id), { timeout: 20_000 }).toBe("free");
  await bo.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("mine");

  await wake();
  await expect.poll(() => anna.lock(id)).toBe("lost by Bo");
  await expect.poll(() => anna.toasts()).toEqual(["Bo has taken Klinte while you were away."]);
  await bo.point([2500, 2500]);
  await bo.drop();
  const bos = await bo.place(id);
  await anna.drop();
  await expect.poll(() => anna.place(id)).toEqual(bos);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...bos });
});
