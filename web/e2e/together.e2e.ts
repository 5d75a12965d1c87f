// Several people in one room: locks, previews, cursors.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const green = "rgb(46, 125, 79)";
const red = "rgb(192, 57, 43)";
const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("CL6 MV1 PR4 three people see one sofa held, dragged and put down", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const cleo = await house.visit(room, "Cleo", { role: "viewer" });
  await expect.poll(() => anna.people()).toEqual(["Anna (you)", "Bo", "Cleo"]);
  await expect.poll(() => bo.people()).toEqual(["Anna", "Bo (you)", "Cleo"]);
  await expect.poll(() => cleo.people()).toEqual(["Anna", "Bo", "Cleo (you)"]);

  await anna.grab(id);
  await expect.poll(() => anna.lock(id)).toBe("mine");
  await expect.poll(() => anna.look(id)).toEqual({ stroke: green, dashes: "none", tag: "" });
  for (const other of [bo, cleo]) {
    await expect.poll(() => other.lock(id)).toBe("held by Anna");
    await expect.poll(() => other.look(id)).toEqual({ stroke: red, dashes: "8px, 6px", tag: "Anna" });
  }

  await anna.point([2800, 1800]);
  const held = await anna.place(id);
  for (const other of [bo, cleo]) await expect.poll(() => other.place(id)).toEqual(held);
  expect((await house.stack.stored(room)).get(id)).toMatchObject(sofa[1]);

  await anna.point([3000, 2600]);
  await anna.drop();
  const dropped = await anna.place(id);
  expect(dropped).not.toEqual(held);
  for (const one of [anna, bo, cleo]) {
    await expect.poll(() => one.lock(id)).toBe("free");
    await expect.poll(() => one.place(id)).toEqual(dropped);
  }
  expect((await house.stack.stored(room)).get(id)).toMatchObject(dropped ?? {});
});

test("LK3 somebody else's sofa can't be dragged, and says who has it", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  const held = await anna.place(id);
  await expect.poll(() => bo.place(id)).toEqual(held);

  await bo.drag(id, [3500, 3000]);
  await expect.poll(() => bo.toasts()).toEqual(["Anna is moving Klinte right now."]);
  expect(await bo.place(id)).toEqual(held);
  expect(bo.actions).not.toContain("lock");
  expect(await anna.lock(id)).toBe("mine");
});

test("LK1 LK3 of two who grab at once one gets it, and the other's page takes it back", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const people = [await house.visit(room, "Anna"), await house.visit(room, "Bo")] as const;
  await Promise.all(people.map((one) => one.grab(id)));
  const locks = () => Promise.all(people.map((one) => one.lock(id)));
  await expect.poll(async () => (await locks()).filter((l) => l === "mine").length).toBe(1);
  await expect.poll(async () => (await locks()).filter((l) => l?.startsWith("held by")).length).toBe(1);

  const [winner, loser] = (await people[0].lock(id)) === "mine" ? people : [people[1], people[0]];
  await loser.point([3500, 3000]);
  await loser.drop();
  await winner.point([2500, 2500]);
  await winner.drop();
  const dropped = await winner.place(id);
  for (const one of people) {
    await expect.poll(() => one.place(id)).toEqual(dropped);
    await expect.poll(() => one.lock(id)).toBe("free");
  }
  expect((await house.stack.stored(room)).get(id)).toMatchObject(dropped ?? {});
});

test("PR3 PR7 a cursor carries its owner's name, follows the mouse, and goes with its owner", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await expect.poll(() => bo.people()).toHaveLength(2);

  for (const spot of [
    [1000, 1000],
    [3000, 2000],
  ] as const) {
    await bo.point(spot);
    await expect.poll(async () => (await anna.cursor())?.name).toBe("Bo");
    await expect.poll(async () => Math.round((await anna.cursor())?.at[0] ?? 0)).toBeCloseTo(spot[0], -2);
    await expect.poll(async () => Math.round((await anna.cursor())?.at[1] ?? 0)).toBeCloseTo(spot[1], -2);
  }

  await bo.page.close();
  await expect.poll(() => anna.people()).toEqual(["Anna (you)"]);
  await expect.poll(() => anna.cursor()).toBeUndefined();
});

test("LK8 who leaves in mid-drag lets go at once, and the sofa is where it stood", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await anna.point([3000, 2600]);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");

  await anna.page.close();
  // Before the lease could expire by itself: a poll waits 10 s, a lease lasts 15.
  await expect.poll(() => bo.lock(id)).toBe("free");
  await expect.poll(() => bo.place(id)).toEqual(sofa[1]);
  await bo.drag(id, [2000, 3000]);
  const dropped = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject(dropped ?? {});
});
