// Takes screenshots, in e2e/shots. held-desk.png is the README's, copied to docs/room.png by hand when the
// page's look has changed.

import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { phone, test, type Visit } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

const screens: { name: string; visit: Visit }[] = [
  { name: "desk", visit: { locale: "en-GB", viewport: { width: 1440, height: 900 } } },
  {
    name: "phone",
    visit: { locale: "en-GB", ...phone },
  },
];

test.for(screens)("CL6 PR7 two people at work, seen on a $name", async ({ name, visit }, { house }) => {
  const shot = (what: string) => fileURLToPath(new URL(`shots/${what}-${name}.png`, import.meta.url));
  const room = await house.demo();
  const anna = await house.visit(room, "Anna Lind", visit);
  const bo = await house.visit(room, "Bo Ek", visit);
  await house.visit(room, "Cleo Berg", { role: "viewer" });
  await expect.poll(() => bo.people()).toHaveLength(3);
  await meet(anna, bo);
  await meet(bo, anna);

  await bo.grab("armchair-1");
  await bo.point([1050, 1750]);
  await anna.grab("sofa-1");
  await anna.point([2700, 3700]);
  await expect.poll(() => bo.lock("sofa-1")).toBe("held by Anna Lind");
  await expect.poll(() => anna.lock("armchair-1")).toBe("held by Bo Ek");
  const held = await anna.place("sofa-1");
  await expect.poll(() => bo.place("sofa-1")).toEqual(held);
  await expect.poll(async () => (await bo.cursor())?.name).toBe("Anna Lind");

  await bo.page.screenshot({ path: shot("held") });
  await anna.page.screenshot({ path: shot("mine") });
  await bo.page.emulateMedia({ colorScheme: "dark" });
  await bo.page.screenshot({ path: shot("night") });
  await bo.press("Escape");
  await bo.drop();
  await bo.act("view-3d");
  await expect.poll(() => bo.page.locator(".view3d-labels .held").count(), { timeout: 40_000 }).toBe(1);
  await bo.page.screenshot({ path: shot("night-3d") });
  await bo.page.emulateMedia({ colorScheme: "light" });
  await bo.page.screenshot({ path: shot("3d") });
  await anna.press("Escape");
  await expect.poll(() => anna.lock("sofa-1")).toBe("free");
});

/** Moves the cursor until the other page displays it: new peers may miss cursors at first (PR3, PR5). */
async function meet(one: Person, other: Person): Promise<void> {
  let waves = 0;
  const seen = async () => {
    waves += 1;
    await one.point([3000 + (waves % 2) * 200, 1500], 2);
    return (await other.cursor())?.name;
  };
  await expect.poll(seen, { timeout: 15_000, interval: 200 }).toBe(one.name);
}
