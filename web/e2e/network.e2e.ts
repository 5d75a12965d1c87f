// Connections are cut, stacks restart, tokens expire: no change is lost.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];
const lamp: Piece = ["lamp.manljus", { x: 600, y: 3400, z: 0, rotation: 0 }];

test("CL2 a reloaded page shows the same room to the same peer", async ({ house }) => {
  const { room, ids } = await house.room(sofa, lamp);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.drag(id, [3000, 2600]);
  await expect.poll(() => anna.lock(id)).toBe("free");
  const before = await anna.places();
  const peer = anna.page.locator("li[data-peer][data-you]");
  const was = await peer.getAttribute("data-peer");

  await anna.page.reload();
  await expect.poll(() => anna.status()).toBe("online");
  expect(await anna.places()).toEqual(before);
  expect(await peer.getAttribute("data-peer")).toBe(was);
  await expect.poll(() => anna.people()).toEqual(["Anna (you)", "Bo"]);
  await expect.poll(() => bo.people()).toEqual(["Anna", "Bo (you)"]);
  expect((await house.stack.peers(room)).sort()).toEqual(["Anna", "Bo"]);

  await bo.drag(id, [2000, 2000]);
  const moved = await bo.place(id);
  await expect.poll(() => anna.place(id)).toEqual(moved);
});

test("CL1 CL3 a change made without a line is shown at once, and stored when it is back", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.pointAtPlan();
  anna.line.cut();
  await expect.poll(() => anna.status()).not.toBe("online");

  await anna.drag(id, [3000, 2600]);
  await anna.page.locator('[data-product="lamp.manljus"]').click();
  await expect.poll(() => anna.items()).toHaveLength(2);
  const shown = await anna.places();
  expect(shown[id]).not.toEqual(sofa[1]);
  expect(await bo.places()).toEqual({ [id]: sofa[1] });

  anna.line.mend();
  await expect.poll(() => bo.places(), { timeout: 20_000 }).toEqual(shown);
  await expect.poll(() => anna.lock(id)).toBe("free");
  expect(await anna.places()).toEqual(shown);
  expect([...(await house.stack.stored(room)).keys()].sort()).toEqual(Object.keys(shown).sort());
});

test("CL3 a page is offline as soon as its browser is, and online again with it", async ({ house }) => {
  const { room } = await house.room(sofa);
  const anna = await house.visit(room, "Anna");
  await expect.poll(() => anna.page.locator(".bar-status").textContent()).toBe("Saved");
  await anna.page.context().setOffline(true);
  await expect.poll(() => anna.status()).not.toBe("online");
  expect(await anna.page.locator(".bar-status").textContent()).not.toBe("Saved");
  await anna.page.context().setOffline(false);
  await expect.poll(() => anna.status()).toBe("online");
  await expect.poll(() => anna.page.locator(".bar-status").textContent()).toBe("Saved");
});

test("CL1 a change that another was faster than is taken back, and says so", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  anna.line.cut();
  await expect.poll(() => anna.status()).not.toBe("online");
  await anna.drag(id, [3000, 2600]);
  expect(await anna.place(id)).not.toEqual(sofa[1]);
  await bo.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("mine");

  anna.line.mend();
  await expect.poll(() => anna.lock(id), { timeout: 20_000 }).toBe("lost by Bo");
  await expect.poll(() => anna.toasts()).toEqual(["Bo has taken Klinte while you were away."]);
  await bo.drop();
  const bos = await bo.place(id);
  await expect.poll(() => anna.place(id)).toEqual(bos);
  await expect.poll(() => anna.lock(id), { timeout: 15_000 }).toBe("free");
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ ...bos });
});

test("LK8 CL3 a blip in mid-drag loses neither the lease nor the drop", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  anna.line.cut();
  await expect.poll(() => anna.status()).not.toBe("online");
  await expect.poll(() => bo.people()).toEqual(["Bo (you)"]);
  expect(await bo.lock(id)).toBe("held by Anna");
  await anna.point([3000, 2600]);
  anna.line.mend();
  await expect.poll(() => anna.status()).toBe("online");
  expect(await anna.lock(id)).toBe("mine");

  await anna.drop();
  const dropped = await anna.place(id);
  await expect.poll(() => bo.place(id)).toEqual(dropped);
  for (const one of [anna, bo]) await expect.poll(() => one.lock(id)).toBe("free");
  expect(await anna.toasts()).toEqual([]);
});

test("AC6 CL1 a token that ends is replaced, and the edit that met its end is carried out", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const bo = await house.visit(room, "Bo");
  let tokens = 0;
  let ended = 0;
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/token?*", (route) => {
        tokens += 1;
        if (tokens > 1) return route.continue();
        ended = Date.now() + 3_000;
        return route.continue({ postData: { ...route.request().postDataJSON(), ttlSeconds: 3 } });
      });
    },
  });
  await expect.poll(() => Date.now()).toBeGreaterThan(ended);
  expect(tokens).toBe(1);

  await anna.drag(id, [3000, 2600]);
  const dropped = await anna.place(id);
  await expect.poll(() => bo.place(id)).toEqual(dropped);
  await expect.poll(() => anna.lock(id)).toBe("free");
  await expect.poll(() => anna.status()).toBe("online");
  expect(await anna.place(id)).toEqual(dropped);
  expect(tokens).toBe(2);
});

test("CL3 CL1 SY6 over a restart of the whole stack everything stays, and pages come back", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa, lamp);
  const [id = "", other = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.drag(id, [3000, 2600]);
  await expect.poll(() => anna.lock(id)).toBe("free");
  const before = await anna.places();
  await expect.poll(() => bo.places()).toEqual(before);

  await house.stack.stop();
  for (const one of [anna, bo]) {
    await expect.poll(() => one.status()).not.toBe("online");
    expect(await one.places()).toEqual(before);
  }
  await anna.drag(other, [1200, 2400]);
  const meanwhile = await anna.place(other);
  expect(meanwhile).not.toEqual(before[other]);

  await house.stack.resume();
  for (const one of [anna, bo]) await expect.poll(() => one.status(), { timeout: 20_000 }).toBe("online");
  for (const one of [anna, bo]) {
    await expect.poll(() => one.places()).toEqual({ ...before, [other]: meanwhile });
  }
  await expect.poll(() => anna.people()).toEqual(["Anna (you)", "Bo"]);
  await expect.poll(() => bo.people()).toEqual(["Anna", "Bo (you)"]);
  await expect.poll(async () => (await house.stack.stored(room)).get(other)).toMatchObject({ ...meanwhile });
  await bo.drag(id, [2000, 2000]);
  const moved = await bo.place(id);
  await expect.poll(() => anna.place(id)).toEqual(moved);
});
