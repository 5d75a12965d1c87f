// From furniture to cart: what fits, what it costs, and who else may come.

import { expect } from "vitest";
import { type Piece, test } from "./house.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 600, rotation: 0 }];

test("what overlaps is told in plan, list and cart, with reason and price", async ({ house }) => {
  const { room, ids } = await house.room(sofa, ["table.alvik", { x: 2500, y: 700, rotation: 0 }]);
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

test("furniture is found, added, told apart by colour, and exported", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.page.getByRole("searchbox").fill("klinte");
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBe(1);
  await anna.page.locator("button[data-product]").click();
  await expect.poll(() => bo.items()).toHaveLength(1);

  for (const [kind, type] of [
    ["png", "png"],
    ["pdf", "pdf"],
    ["list", "txt"],
  ] as const) {
    await anna.page.locator('[data-menu="export"]').click();
    const download = anna.page.waitForEvent("download");
    await anna.act(`export-${kind}`);
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${type}$`));
  }
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
  await cleo.page.goto(`${link}`.replace(anna.line.origin, cleo.line.origin));
  await cleo.page.reload();
  await expect.poll(() => cleo.status()).toBe("online");
  await cleo.drag(id, [3500, 3000]);
  expect(await cleo.places()).toEqual({ [id]: sofa[1] });
  expect(await cleo.page.locator('[data-action="remove"]:visible').count()).toBe(0);
  expect((await house.stack.stored(room)).get(id)).toMatchObject({ version: 1 });
});
