// The planner in a shop: from the product's page to its cart, and in a frame of another origin.

import { expect } from "vitest";
import { cleanInAllLooks, faults } from "./axe.ts";
import { test } from "./fixture.ts";
import { serve } from "./serve.ts";

test("a product is seen in the room and comes into the shop's cart, with its verdict; axe finds nothing", async ({
  house,
}) => {
  const anna = await house.visit("vardagsrum", "Anna", {
    path: "/shop.html",
    arrive: false,
    reducedMotion: "reduce",
  });
  // The room in the address opened the planner at once. Photos take a while without a graphics card.
  await expect.poll(() => anna.status(), { timeout: 40_000 }).toBe("online");
  await anna.page.locator("dialog.room .close").first().click();
  await expect.poll(() => anna.status()).toBeUndefined();

  await anna.page.goto(`${anna.line.origin}/shop.html?product=lamp.stralo&name=Anna`);
  await anna.page.getByRole("radio").nth(1).check({ force: true });
  await cleanInAllLooks(anna, "a product");
  await anna.act("see");
  await expect.poll(() => anna.status(), { timeout: 40_000 }).toBe("online");
  await expect.poll(() => anna.selected()).toHaveLength(1);
  const [lamp = ""] = await anna.selected();
  await expect
    .poll(() => anna.page.locator(`svg [data-item="${lamp}"]`).getAttribute("aria-label"))
    .toContain("Strålö");
  await cleanInAllLooks(anna, "the room over it");
  await anna.open("cart");
  await anna.act("cart");
  const line = anna.page.locator(".drawer .lines > li", { hasText: "Strålö" });
  await expect.poll(() => line.locator(".verdict").textContent()).toContain("Fits");
  await expect.poll(() => line.locator(".choice").textContent()).toContain("Black");
  expect(await anna.page.locator(".drawer .lines > li").count()).toBeGreaterThan(5);
  expect(await faults(anna), "the cart").toEqual([]);
}, 300_000);

test("a frame of another origin tells of itself, asks for its token, and does as it is told", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", { path: "/favicon.svg", arrive: false });
  const shop = await serve((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>A product</title>");
  });
  await anna.page.goto(shop);
  const query = new URLSearchParams({ room, parent: shop, tokens: "parent", name: "Anna", lang: "en" });
  const token = await house.token({ room, name: "Anna", sub: "anna", role: "editor" });
  await anna.page.evaluate(page, { src: `${anna.line.origin}/embed.html?${query}`, token });
  const said = () => anna.page.evaluate(() => Reflect.get(window, "said") as { type: string }[]);
  const types = async () => (await said()).map(({ type }) => type);
  await expect.poll(types, { timeout: 20_000 }).toContain("ready");
  expect((await said())[0]).toMatchObject({ type: "token", room, name: "Anna" });

  const tell = (message: object) =>
    anna.page.evaluate((m) => document.querySelector("iframe")?.contentWindow?.postMessage(m, "*"), message);
  await tell({ homstyle: 1, type: "add", product: "stool.kotten" });
  await expect.poll(async () => (await house.stack.stored(room)).size).toBe(1);
  await expect.poll(types).toContain("change");
  await tell({ homstyle: 1, type: "cart" });
  await expect
    .poll(said)
    .toContainEqual(
      expect.objectContaining({ type: "cart", detail: expect.objectContaining({ room, total: 44_900 }) }),
    );
  await tell({ homstyle: 1, type: "sing" });
  await expect
    .poll(said)
    .toContainEqual(
      expect.objectContaining({ type: "error", detail: expect.objectContaining({ code: "bad_message" }) }),
    );

  const frame = anna.page.frameLocator("iframe");
  await frame.locator('li[data-you] [data-action="rename"]').click();
  await frame.getByRole("textbox", { name: "Your name" }).fill("Annika");
  await frame.getByRole("button", { name: "Save" }).click();
  await expect.poll(said).toContainEqual(expect.objectContaining({ type: "token", room, name: "Annika" }));
});

/** The shop's page as in docs/embed.md: records the frame's messages, and sends the token. */
function page({ src, token }: { src: string; token: string }): void {
  const said: unknown[] = [];
  Reflect.set(window, "said", said);
  const frame = document.createElement("iframe");
  addEventListener("message", ({ data, source, origin }) => {
    if (source !== frame.contentWindow || data?.homstyle !== 1) return;
    said.push(data);
    if (data.type === "token") frame.contentWindow?.postMessage({ ...data, token }, { targetOrigin: origin });
  });
  Object.assign(frame, { src, title: "Room planner", width: "1200", height: "800" });
  document.body.append(frame);
}
