// Fit checks: doors, passages and the delivery, in plan, list and cart.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

/** The lamp is in line with the door, which is in the lower wall, 4.2 m from the left, and opens inwards. */
const lamp: Piece = ["lamp.manljus", { x: 4200, y: 1000, z: 0, rotation: 0 }];

/** Returns the reasons that the fit panel lists for an item. */
async function against(person: Person, id: string): Promise<string[]> {
  return person.page.locator(`[data-fit="${id}"] .reason`).allTextContents();
}

test("a door that hits something, and a passage that is too narrow, are told with their measures", async ({
  house,
}) => {
  const { room, ids } = await house.room(
    lamp,
    ["armchair.myrten", { x: 800, y: 700, z: 0, rotation: 0 }],
    ["table.langudden", { x: 1300, y: 2000, z: 0, rotation: 0 }],
    ["table.norrsken", { x: 4050, y: 2000, z: 0, rotation: 0 }],
  );
  const [id = "", , , table = ""] = ids;
  const anna = await house.visit(room, "Anna");
  await anna.open("fit");
  await expect.poll(() => against(anna, table)).toContainEqual(expect.stringContaining("passage of 1′"));
  await anna.choose("units-cm");
  await expect.poll(() => against(anna, table)).toContainEqual(expect.stringContaining("passage of 55 cm"));

  await anna.drag(id, [4200, 3500]);
  await expect.poll(() => anna.verdict(id)).toBe("blocked");
  await expect.poll(() => against(anna, id)).toContain("A door can't open: it hits this.");
  const inspected = anna.page.locator(".inspector .reason");
  await expect.poll(() => inspected.allTextContents()).toContain("A door can't open: it hits this.");
  await anna.act("undo");
  await expect.poll(() => anna.verdict(id)).not.toBe("blocked");
});

test("the way in is typed, checked against the packages, shared, and told to the shop", async ({ house }) => {
  const { room, ids } = await house.room(["sofa.klinte", { x: 2500, y: 600, z: 0, rotation: 0 }]);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.choose("units-cm");
  await anna.open("fit");
  await anna.page.locator("details.fit-way summary").click();
  await anna.type("door-width", "40");
  const way = anna.page.locator("details.fit-way");
  await expect.poll(() => way.textContent()).toContain("All of its sizes are needed");
  await anna.type("door-height", "200");
  for (const one of [anna, bo]) await expect.poll(() => one.verdict(id)).toBe("blocked");
  await expect
    .poll(() => against(anna, id))
    .toContainEqual(
      expect.stringMatching(/^Package \d does not pass the front door: it needs \d+ cm, there is 40 cm/),
    );

  await anna.open("cart");
  await anna.act("cart");
  await expect.poll(() => anna.heard("cart")).toHaveLength(1);
  const [cart] = await anna.heard("cart");
  expect(cart).toMatchObject({ verdict: "blocked" });
  expect(cart?.lines[0]?.reasons).toContainEqual(
    expect.objectContaining({ code: "delivery", at: "door", verdict: "blocked" }),
  );

  await anna.open("fit");
  await anna.page.locator("details.fit-way summary").click();
  await anna.type("door-width", "90");
  for (const one of [anna, bo]) await expect.poll(() => one.verdict(id)).not.toBe("blocked");
});
