// Names are typed by users. They are displayed as text, and the page's policy would block anything else.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];
const script = "<script>alert(1)</script>";
const image = '<img src=x onerror="alert(2)">&amp;';

test("AC9 markup in a name is text in the list, on the lock and on the cursor", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, script);
  const bo = await house.visit(room, image);
  await expect.poll(() => bo.people()).toEqual([`${image} (you)`, script].sort());
  await expect.poll(() => anna.people()).toEqual([image, `${script} (you)`].sort());

  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe(`held by ${script}`);
  expect((await bo.look(id))?.tag).toBe(script);
  await expect.poll(async () => (await bo.cursor())?.name).toBe(script);
  await bo.drag(id, [3000, 3000]);
  await expect.poll(() => bo.toasts()).toEqual([`${script} is moving Klinte right now.`]);
  await expect.poll(async () => (await anna.cursor())?.name).toBe(image);
  for (const { page } of [anna, bo]) {
    expect(
      await page.locator("homstyle-planner script, homstyle-planner img[src=x], svg foreignObject").count(),
    ).toBe(0);
  }
});

test("AC9 a name typed into the dialog is text as well, and is kept", async ({ house }) => {
  const { room } = await house.room();
  const bo = await house.visit(room, "Bo");
  const anna = await house.visit(room, "Anna");
  await anna.page.locator('li[data-you] [data-action="rename"]').click();
  await anna.page.getByRole("textbox", { name: "Your name" }).fill(image);
  await anna.page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => anna.people()).toContain(`${image} (you)`);
  await expect.poll(() => bo.people()).toEqual([image, "Bo (you)"].sort());
  // The next visit, by an address without a name.
  await anna.page.goto(`${anna.line.origin}/?${new URLSearchParams({ room })}`);
  await expect.poll(() => anna.people()).toContain(`${image} (you)`);
});

test("AC9 the page's policy allows nothing inline, and stops what would be", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const response = await anna.page.request.get(anna.line.origin);
  const policy = response.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(anna.troubles).toEqual([]);

  // All other tests rely on violations being detected.
  await anna.page.evaluate(() => {
    const inline = document.createElement("script");
    inline.textContent = "alert(3)";
    document.body.append(inline);
  });
  await expect.poll(() => anna.troubles.splice(0)).toHaveLength(1);
});
