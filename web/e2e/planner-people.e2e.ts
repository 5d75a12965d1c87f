// Several people: invited, followed, announced, waited for, and refused.

import { expect } from "vitest";
import { House, type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

test("a link from the dialog lets a friend in as a viewer, whose view follows one's cursor", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  await anna.act("invite");
  await anna.page.locator("dialog").getByLabel("View only").check();
  await anna.act("make-link");
  const field = anna.page.locator('[data-field="invite-link"]');
  await expect.poll(() => field.count()).toBe(1);
  const link = new URL(await field.inputValue());
  expect(link.hash).toContain("invite=");
  expect((await anna.heard("invite"))[0]).toEqual({ role: "viewer", link: link.href });
  await anna.press("Escape");

  const cleo = await house.visit(room, "Cleo", { path: "/favicon.svg", arrive: false });
  await cleo.page.goto(`${cleo.line.origin}/${link.search}&name=Cleo${link.hash}`);
  await expect.poll(() => cleo.status()).toBe("online");
  await expect.poll(() => anna.people()).toEqual(["Anna (you)", "Cleo"]);
  await cleo.open("people");
  await expect.poll(() => cleo.page.locator("[data-panel=people]").textContent()).toContain("view only");
  await cleo.drag(id, [3500, 3000]);
  expect(await cleo.place(id)).toEqual(sofa[1]);

  await cleo.page.locator("svg.plan-drawing").focus();
  await cleo.press("+", "+", "+", "+", "+", "+");
  const seen = async () => {
    const [x, y] = await cleo.onScreen([4700, 3700]);
    return x < 1440 && y < 900;
  };
  await expect.poll(seen).toBe(false);
  await cleo.page.locator('[data-panel=people] [data-action="follow"]').click();
  let waves = 0;
  await expect
    .poll(async () => {
      waves += 1;
      await anna.point([4700 - (waves % 2) * 50, 3700], 2);
      return await seen();
    })
    .toBe(true);
  await cleo.point([4500, 3500]);
  await cleo.page.mouse.wheel(0, 100);
  await expect.poll(() => cleo.page.locator('[data-action="follow"][aria-pressed="true"]').count()).toBe(0);

  await anna.pick(id);
  await anna.act("duplicate");
  await expect.poll(() => cleo.items()).toHaveLength(2);
  await anna.press("Control+z");
  const news = cleo.page.locator(".people-news li");
  await expect
    .poll(() => news.allTextContents())
    .toContainEqual(expect.stringContaining("Anna removed Klinte."));
  await expect
    .poll(() => news.allTextContents())
    .toContainEqual(expect.stringContaining("Anna added Klinte."));
});

test("what is done without a line is counted, and stored when it is back", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const status = () => anna.page.locator(".bar-status").textContent();
  await expect.poll(status).toBe("Saved");
  await anna.pointAtPlan();
  anna.line.cut();
  await expect.poll(status).toBe("Offline");
  await anna.drag(id, [2500, 2700]);
  await expect.poll(status).toBe("Offline · 1 change waits");
  await anna.page.locator('[data-product="stool.kotten"]').click();
  await expect.poll(status).toBe("Offline · 2 changes wait");
  anna.line.mend();
  await expect.poll(status, { timeout: 20_000 }).toBe("Saved");
  await expect.poll(() => bo.places()).toEqual(await anna.places());
  expect(await bo.items()).toHaveLength(2);
});

test("a full room says so, and takes one in when another leaves", async ({ browserPath }) => {
  const house = await House.open(browserPath, { MaxPeers: "1" });
  try {
    const { room } = await house.room();
    const anna = await house.visit(room, "Anna");
    const bo = await house.visit(room, "Bo", { arrive: false });
    await expect.poll(() => bo.page.locator(".veil-text").textContent()).toContain("This room is full");
    await anna.page.close();
    await expect.poll(() => house.stack.peers(room)).toEqual([]);
    await bo.act("reload");
    await expect.poll(() => bo.status()).toBe("online");
  } finally {
    await house.close();
  }
});
