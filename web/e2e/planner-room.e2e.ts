// The room itself: its walls, doors and windows, changed by pointer and by typing, as others see them.

import { expect } from "vitest";
import { test } from "./fixture.ts";
import type { Spot } from "./in-page.ts";
import type { Person } from "./planner-page.ts";

const square: Spot[] = [
  [0, 0],
  [5000, 0],
  [5000, 4000],
  [0, 4000],
];

/** Waits until a person's page displays the room with an outline. */
async function seen(person: Person, outline: Spot[]): Promise<void> {
  await expect.poll(() => person.floor(), { message: `${person.name}'s floor` }).toEqual(outline);
}

test("walls are dragged and typed in every unit, and doors and windows put in, as the other sees it", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const doors = () => bo.page.locator("svg .plan-door").count();
  await seen(anna, square);
  await anna.open("room");
  await expect.poll(() => anna.page.locator('[data-part="edge:1"]').count()).toBe(1);
  // The tool's bar covers nothing that is edited.
  const edge = async (selector: string) => (await anna.page.locator(selector).boundingBox())?.y ?? 0;
  await expect
    .poll(async () => (await edge('[data-measure="0"]')) - (await edge(".plan-bar")))
    .toBeGreaterThan(50);

  await anna.sweep([5000, 1200], [5400, 1200]);
  const width = async () => (await bo.floor())[1]?.[0] ?? 0;
  await expect.poll(width).toBeGreaterThan(5200);
  await expect.poll(() => anna.floor()).toEqual(await bo.floor());

  const typed = async (length: string, mm: number) => {
    await anna.page.locator('[data-measure="0"]').press("Enter");
    await anna.page.locator(".plan-prompt input").fill(length);
    await anna.press("Enter");
    await expect.poll(width, { message: length }).toBe(mm);
  };
  await anna.choose("units-cm");
  await typed("3,40 m", 3400);
  await typed("420", 4200);
  await anna.act("undo");
  await expect.poll(width).toBe(3400);
  await anna.choose("units-ft");
  await typed(`11' 2"`, 3404);
  await typed(`150"`, 3810);
  await anna.page.locator('[data-measure="0"]').press("Enter");
  await anna.page.locator(".plan-prompt input").fill("wide");
  await anna.press("Enter");
  await expect
    .poll(() => anna.page.getByRole("alert").allTextContents())
    .toContainEqual(expect.stringContaining("Write a length, like"));
  await anna.press("Escape");

  const before = await doors();
  await anna.act("close-part");
  await anna.act("add-door");
  await anna.click([0, 1500]);
  await expect.poll(doors).toBe(before + 1);
  const swing = () => bo.page.locator("svg .plan-door .plan-door-leaf").last().getAttribute("d");
  const was = await swing();
  await anna.act("flip-hinge");
  await expect.poll(swing).not.toBe(was);
  const flipped = await swing();
  await anna.act("flip-opens");
  await expect.poll(swing).not.toBe(flipped);
  await anna.act("close-part");
  await anna.act("add-window");
  const windows = await bo.page.locator("svg .plan-window").count();
  await anna.act("add-in-middle");
  await expect.poll(() => bo.page.locator("svg .plan-window").count()).toBe(windows + 1);
  await anna.press("Delete");
  await expect.poll(() => bo.page.locator("svg .plan-window").count()).toBe(windows);
});
