// Files of the planner are missing on the server, as after a deployment: the page reports it; a reload helps.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];
const small = { viewport: { width: 770, height: 360 } };
/** Three attempts take three seconds. */
const afterAttempts = { timeout: 10_000 };

/** Answers requests for these chunks with 404 from now on. */
async function removeChunks({ page }: Person, ...chunks: string[]): Promise<void> {
  const urls = new RegExp(`/assets/(${chunks.join("|")})-[^/]*\\.js$`);
  await page.route(urls, (route) => route.fulfill({ status: 404 }));
}

test("3D whose code is missing is reported with a button; 3D and what was done meanwhile are there after the reload", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", {
    ...small,
    before: (p) => removeChunks(p, "open-3d", "view3d"),
  });
  await anna.act("view-3d");
  await expect.poll(() => anna.errors(), afterAttempts).toEqual(["not_loaded", "no_3d"]);
  await expect.poll(() => anna.page.locator("[part=notice]").textContent()).toContain("could not be loaded");
  await anna.drag(id, [2000, 2500]);
  const places = await anna.places();
  await anna.page.unrouteAll();
  await anna.act("reload-page");
  await expect.poll(() => anna.page.locator(".view3d canvas").count(), { timeout: 30_000 }).toBe(1);
  expect(await anna.page.locator("[part=notice]").textContent()).toBe("");
  expect(Object.fromEntries(await house.stack.stored(room))).toMatchObject(places);
});

test("a room whose editing code is missing is shown, and can be edited after the reload", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", { arrive: false, before: (p) => removeChunks(p, "work") });
  await expect.poll(() => anna.errors(), afterAttempts).toEqual(["not_loaded"]);
  expect(await anna.items()).toEqual([id]);
  await anna.page.unrouteAll();
  await anna.act("reload-page");
  await expect.poll(() => anna.status()).toBe("online");
  await anna.drag(id, [2000, 2500]);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(2);
});
