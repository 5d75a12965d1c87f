// One person follows what another sees.

import { expect } from "vitest";
import { type House, type Piece, phone, test, type Visit } from "./fixture.ts";
import type { Spot } from "./in-page.ts";
import type { Person } from "./planner-page.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

async function two(house: House, visit: Visit = {}): Promise<[Person, Person]> {
  const { room } = await house.room(sofa);
  return [await house.visit(room, "Anna"), await house.visit(room, "Bo", visit)];
}

const face = ({ page }: Person) => page.locator('[data-action="follow"]:visible').first();
const sign = ({ page }: Person) => page.locator(".follow-sign");
const plan = ({ page }: Person) => page.locator("svg.plan-drawing");
const walking = ({ page }: Person) => page.locator(".view3d.walking");

/** Returns how many pixels a metre of the room is wide. */
async function scale(person: Person): Promise<number> {
  const [from] = await person.onScreen([0, 0]);
  const [to] = await person.onScreen([1000, 0]);
  return to - from;
}

/** Reports whether a spot of the room is in a person's plan, and not in a margin: a fraction of the plan's size. */
async function sees(person: Person, spot: Spot, margin = 0): Promise<boolean> {
  const [x, y] = await person.onScreen(spot);
  const box = await plan(person).boundingBox();
  if (!box) throw new Error(`${person.name} sees no plan.`);
  const inside = (at: number, length: number) => at >= margin * length && at <= (1 - margin) * length;
  return inside(x - box.x, box.width) && inside(y - box.y, box.height);
}

test("PR9 a phone shows what the followed person sees, nearer and farther, until its owner moves the plan", async ({
  house,
}) => {
  const [anna, bo] = await two(house, phone);
  await bo.open("people");
  await face(bo).click();
  await expect.poll(() => sign(bo).textContent()).toContain("Following Anna");
  // The list makes way for what Anna sees.
  await expect.poll(() => bo.page.locator("[data-panel=people]").count()).toBe(0);
  await anna.open("people");
  const row = anna.page.locator(".people-person", { hasText: "Bo" });
  await expect.poll(() => row.textContent()).toContain("sees what you see");
  const whole = await scale(bo);

  await plan(anna).focus();
  await anna.press("+", "+", "+", "+", "+", "+", "Shift+ArrowRight");
  await expect.poll(async () => (await scale(bo)) > whole * 2).toBe(true);
  const seen: Spot[] = [];
  for (const x of [0, 1000, 2000, 3000, 4000, 5000])
    for (const y of [0, 1000, 2000, 3000, 4000]) if (await sees(anna, [x, y], 0.25)) seen.push([x, y]);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.length).toBeLessThan(30);
  for (const spot of seen) await expect.poll(() => sees(bo, spot)).toBe(true);

  await anna.press("0");
  await expect.poll(async () => Math.abs((await scale(bo)) / whole - 1) < 0.25).toBe(true);

  await plan(bo).focus();
  await bo.press("ArrowLeft");
  await expect.poll(() => sign(bo).count()).toBe(0);
  const stays = await bo.onScreen([0, 0]);
  await anna.press("+", "+", "+");
  await anna.point([2500, 2000]);
  await expect.poll(() => bo.cursor()).toMatchObject({ name: "Anna" });
  expect(await bo.onScreen([0, 0])).toEqual(stays);
});

test("PR9 a follower goes to 3D, for a walk and back with the followed person, until another view is chosen", async ({
  house,
}) => {
  const [anna, bo] = await two(house);
  await face(bo).click();
  await anna.open3d();
  await bo.page.locator(".view3d canvas").waitFor({ state: "visible", timeout: 30_000 });
  await anna.act("walk");
  await expect.poll(() => walking(bo).count(), { timeout: 20_000 }).toBe(1);
  await anna.press("Escape");
  await expect.poll(() => walking(bo).count(), { timeout: 20_000 }).toBe(0);
  await anna.act("view-2d");
  await expect.poll(() => plan(bo).isVisible()).toBe(true);
  expect(await sign(bo).count()).toBe(1);

  await bo.open3d();
  await expect.poll(() => sign(bo).count()).toBe(0);
  expect(await plan(anna).isVisible()).toBe(true);
});
