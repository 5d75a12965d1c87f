// From furniture to cart: verdicts, prices, and invitations.

import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { checkedUsdz } from "../test/models/checks.ts";
import { type Piece, phone, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 600, z: 0, rotation: 0 }];

test("what overlaps is told in plan, list and cart, with reason and price", async ({ house }) => {
  const { room, ids } = await house.room(sofa, ["table.alvik", { x: 2500, y: 700, z: 0, rotation: 0 }]);
  const anna = await house.visit(room, "Anna");
  for (const id of ids) await expect.poll(() => anna.verdict(id)).toBe("blocked");
  await anna.open("cart");
  await anna.act("cart");
  await expect.poll(async () => (await anna.heard("cart")).length).toBe(1);
  const [cart] = await anna.heard("cart");
  expect(cart).toMatchObject({ room, currency: "SEK", verdict: "blocked", total: 849_000 + 189_000 });
  expect(cart?.lines.map((line) => [line.product, line.quantity, line.verdict]).sort()).toEqual([
    ["sofa.klinte", 1, "blocked"],
    ["table.alvik", 1, "blocked"],
  ]);
  for (const line of cart?.lines ?? []) expect(line.reasons.map((r) => r.code)).toContain("overlap");
});

test("furniture is found by words, kind and colour, and comes in by a click and by a drag", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const cards = anna.page.locator("button[data-product]");
  await expect.poll(() => cards.count()).toBeGreaterThan(40);
  await anna.page.locator('[data-category="sofas"]').click();
  await expect.poll(() => cards.count()).toBe(5);
  await anna.page.locator("details.filters summary").click();
  await anna.type("max-price", "7000");
  await expect.poll(() => cards.count()).toBe(1);
  await anna.act("clear-filters");
  await anna.page.getByRole("searchbox").fill("wardrobe");
  await expect.poll(() => cards.count()).toBeGreaterThan(1);
  await anna.page.getByRole("searchbox").fill("nothing like it");
  await expect.poll(() => anna.page.locator(".panel").textContent()).toContain("Nothing found");
  await anna.page.getByRole("searchbox").fill("norrsken");
  await expect.poll(() => cards.count()).toBe(1);

  const box = await cards.boundingBox();
  if (!box) throw new Error("There is no card.");
  await anna.page.mouse.move(box.x + box.width / 2, box.y + 40);
  await anna.hold();
  await anna.point([2500, 2500]);
  await anna.drop();
  await expect.poll(() => bo.items()).toHaveLength(1);
  const [table = ""] = await bo.items();
  await expect.poll(() => bo.place(table)).toMatchObject({ x: 2500, y: 2500 });
  await anna.page.locator('.inspector [data-variant="oak-220"]').click();
  await anna.page.getByRole("searchbox").fill("kotten");
  await expect.poll(() => cards.count()).toBe(1);
  await cards.click();
  await expect.poll(() => bo.items()).toHaveLength(2);
  for (const one of [anna, bo]) {
    await one.open("cart");
    const shown = one.page.locator("[data-total]");
    await expect.poll(async () => Number(await shown.getAttribute("data-total"))).toBe(599_000 + 44_900);
  }
});

test("the room leaves as a picture, a plan to scale, and a list", async ({ house }) => {
  const { room } = await house.room(sofa);
  const anna = await house.visit(room, "Anna");
  for (const [kind, ending, begins] of [
    ["png", ".png", "\u0089PNG"],
    ["pdf", ".pdf", "%PDF"],
    ["list", ".txt", ""],
  ] as const) {
    await anna.page.locator('[data-menu="export"]').click();
    const download = anna.page.waitForEvent("download");
    await anna.act(`export-${kind}`);
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\${ending}$`));
    const bytes = readFileSync(await file.path());
    expect(bytes.subarray(0, 4).toString("latin1").startsWith(begins)).toBe(true);
    if (kind === "list") expect(bytes.toString()).toContain("Klinte");
    else expect(bytes.length).toBeGreaterThan(5_000);
  }
});

test("on a phone, a piece leaves as a model from its inspector", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", phone);
  await anna.pick(id);
  await anna.act("more");
  const piece = anna.page.waitForEvent("download");
  await anna.act("item-usdz");
  expect((await piece).suggestedFilename()).toBe("Klinte.usdz");
  const { problems, boxes } = await checkedUsdz(readFileSync(await (await piece).path()));
  expect([problems, Object.keys(boxes)]).toEqual([[], ["Klinte_HS_1007_01"]]);
});

test("an invitation lets somebody in with its role, and with no more", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const link = await anna.page.evaluate(() =>
    document
      .querySelector<HTMLElement & { invite: (role: string) => Promise<string> }>("homstyle-planner")
      ?.invite("viewer"),
  );
  expect(link).toContain("#invite=");
  const cleo = await house.visit(room, "Cleo");
  // With a name, as a guest without one is asked for it first.
  const named = `${link}`.replace(anna.line.origin, cleo.line.origin).replace("#", "&name=Cleo#");
  await cleo.page.goto(named);
  await cleo.page.reload();
  await expect.poll(() => cleo.status()).toBe("online");
  await cleo.drag(id, [3500, 3000]);
  expect(await cleo.places()).toEqual({ [id]: sofa[1] });
  expect(await cleo.page.locator('[data-action="remove"]:visible').count()).toBe(0);
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ version: 1 });
});
