// What goes wrong around the planner: each with a word, and nothing lost.

import { expect } from "vitest";
import { type Piece, test } from "./house.ts";

const sofa: Piece = ["sofa.klinte", { x: 2000, y: 1500, rotation: 0 }];

test("without a catalogue the room works, and a retry brings the furniture", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  let away = true;
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog.json", (route) => (away ? route.abort() : route.continue()));
    },
  });
  await expect
    .poll(async () => (await anna.heard("error")).map((e) => e.code))
    .toEqual(["catalog_unreachable"]);
  await anna.drag(id, [3000, 2500]);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(2);

  away = false;
  await anna.act("retry-catalog");
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBeGreaterThan(40);
  await expect
    .poll(() => anna.page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label"))
    .toContain("Klinte");
});

test("one bad product is left out, and the others are there; a dead image harms nobody", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog.json", async (route) => {
        const response = await route.fetch();
        const catalog = await response.json();
        catalog.products[0].size.width = "wide";
        catalog.products[1].image = "dead.webp";
        await route.fulfill({ response, json: catalog });
      });
    },
  });
  await expect.poll(async () => (await anna.heard("error")).map((e) => e.code)).toEqual(["catalog_partly"]);
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBeGreaterThan(40);
  expect(await anna.page.locator('button[data-product="sofa.klinte"]').count()).toBe(0);
  const drawn = anna.page.locator("button[data-product]").first().locator("svg");
  await expect.poll(() => drawn.count()).toBeGreaterThan(0);
});

test("a shop that gives no token is told, and the person sees why", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    arrive: false,
    before: async ({ page }) => {
      await page.route("**/token*", (route) => route.fulfill({ status: 403, json: { message: "No." } }));
    },
  });
  await expect.poll(async () => (await anna.heard("error"))[0]?.code).toBe("token_refused");
  await expect.poll(() => anna.status()).not.toBe("online");
});
