// Accessibility: axe's findings, announcements to screen readers, and other languages.

import { expect } from "vitest";
import { faults } from "./axe.ts";
import { type Piece, phone, test } from "./fixture.ts";
import { tourOfDialogs, tourOfEditor } from "./tour.ts";

const sofa: Piece = ["sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 0 }];
const desk = { reducedMotion: "reduce" as const };
const looks = [
  { name: "by day on a desk", visit: desk, tabs: ["furniture", "fit", "cart", "people", "room"] as const },
  { name: "by night on a desk", visit: { ...desk, colorScheme: "dark" as const }, tabs: ["fit"] as const },
  {
    name: "on a phone",
    visit: { ...desk, ...phone },
    tabs: ["furniture"] as const,
  },
];

test.for(looks)(
  "axe finds nothing in the planner's states, $name",
  { timeout: 300_000 },
  async ({ visit, tabs }, { house }) => {
    const { room, ids } = await house.room(sofa);
    const [id = ""] = ids;
    const anna = await house.visit(room, "Anna", { ...visit, role: "owner" });
    await expect.poll(() => anna.verdict(id)).not.toBeNull();
    await anna.pick(id);
    await expect.poll(() => anna.selected()).toEqual([id]);
    expect(await faults(anna), "a piece that is selected").toEqual([]);
    await anna.page.keyboard.press("Escape");
    for (const tab of tabs) {
      await anna.open(tab);
      expect(await faults(anna), tab).toEqual([]);
    }
  },
);

test("axe finds nothing in an empty room, tools, menus, dialogs and 3D", { timeout: 300_000 }, async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", desk);
  const { page } = anna;
  const clean = async (where: string) => expect(await faults(anna), where).toEqual([]);
  await expect.poll(() => page.locator(".start-card").count()).toBe(1);
  await clean("an empty room");
  await tourOfDialogs(anna, clean, async (dialog) => {
    if (dialog === "invite") await anna.act("make-link");
  });
  await tourOfEditor(anna, clean);
  await anna.open("furniture");
  await page.locator('button[data-product="armchair.myrten"]').click();
  await anna.act("view-3d");
  await expect.poll(() => page.locator("[data-item3d]").count(), { timeout: 40_000 }).toBe(1);
  await clean("3D");
  await anna.act("walk");
  await clean("a walk");
});

test("who can't see is told what others do, and what a piece is", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await expect.poll(() => anna.people()).toHaveLength(2);
  await bo.drag(id, [3000, 2500]);
  const spoken = anna.page.locator("[aria-live=polite]");
  await expect.poll(async () => (await spoken.allTextContents()).join(" ")).toContain("Bo moved Klinte.");
  await expect
    .poll(() => anna.page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label"))
    .toContain("Klinte");
});
