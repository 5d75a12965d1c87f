// Kinds of use: only keys, fingers, reduced motion, another language.

import { expect } from "vitest";
import { type Piece, phone, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

test("by keys alone a sofa is found, put in, recoloured and taken out, and the focus is never lost", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const variant = async () => [...(await house.stack.stored(room)).values()][0]?.variant;
  await anna.tabTo('input[type="search"]');
  await anna.page.keyboard.type("klinte");
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBe(1);
  await anna.tabTo("button[data-product]");
  await anna.press("Enter");
  await expect.poll(() => bo.items()).toHaveLength(1);
  const [id = ""] = await bo.items();
  await expect.poll(() => anna.focused(`[data-item="${id}"]`)).toBe(true);
  const was = await variant();
  await anna.tabTo('.inspector .swatch[aria-pressed="false"]');
  await anna.press("Enter");
  await expect.poll(variant).not.toBe(was);
  await anna.press("Control+z");
  await expect.poll(variant).toBe(was);
  await anna.press("Delete");
  await expect.poll(() => bo.items()).toEqual([]);
  await expect.poll(() => anna.focused("svg.plan-drawing")).toBe(true);

  await anna.tabTo('[data-menu="more"]');
  await anna.press("Enter");
  await expect.poll(() => anna.focused("[role^=menuitem]")).toBe(true);
  for (let presses = 0; presses < 20 && !(await anna.focused('[data-action="language-sv"]')); presses++) {
    await anna.press("ArrowDown");
  }
  await anna.press("Enter");
  await expect
    .poll(() => anna.page.locator('button[data-tab="furniture"]').textContent())
    .toContain("Möbler");
  await expect.poll(() => anna.status()).toBe("online");
});

test("fingers on a phone pinch the plan, draw a box, choose, add, and put away what lies over it", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", phone);
  const bo = await house.visit(room, "Bo");
  const scale = async () => (await anna.onScreen([1000, 0]))[0] - (await anna.onScreen([0, 0]))[0];
  const whole = await scale();
  await anna.pinch([2500, 3500], 60, 160);
  await expect.poll(scale).toBeGreaterThan(whole * 1.5);
  expect(await anna.place(id)).toEqual(sofa[1]);
  await anna.act("fit");
  await expect.poll(scale).toBeCloseTo(whole, 5);

  await anna.touch([2500, 2000]);
  await anna.lift();
  await expect.poll(() => anna.selected()).toEqual([id]);
  await anna.act("rotate-right");
  await expect.poll(async () => (await bo.place(id))?.rotation).toBe(90);
  await anna.act("deselect");

  await anna.page.locator('button[data-tab="furniture"]').tap();
  await anna.page.locator('button[data-product="stool.kotten"]').tap();
  await expect.poll(() => bo.items()).toHaveLength(2);
  await expect.poll(() => anna.page.locator("[data-panel]").count()).toBe(0);
  await anna.act("deselect");

  // A finger at rest draws a selection box; a moving one pans the plan.
  const home = await anna.onScreen([0, 0]);
  const all = await anna.items();
  await anna.touch([4700, 200]);
  await expect.poll(() => anna.page.locator("svg .selection-box").isVisible()).toBe(true);
  await anna.slide([200, 3700]);
  await anna.lift();
  await expect.poll(() => anna.selected()).toEqual(all);
  await expect.poll(() => anna.page.locator("svg .selection-box").isVisible()).toBe(false);
  expect(await anna.onScreen([0, 0])).toEqual(home);
  await anna.act("duplicate");
  await expect.poll(() => bo.items()).toHaveLength(4);
});

test("who asked for less motion sees a piece jump, not glide", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", { reducedMotion: "reduce" });
  const cleo = await house.visit(room, "Cleo");
  const bo = await house.visit(room, "Bo");
  for (const { page } of [anna, cleo]) await page.evaluate(countMoves, id);
  await bo.pick(id);
  // The distance from the wall to the sofa's side; its middle is half of 93 cm further.
  await bo.type("y", "2.535 m");
  const moves = ({ page }: typeof anna) => page.evaluate(() => Number(Reflect.get(window, "moves")));
  for (const one of [anna, cleo]) await expect.poll(async () => (await one.place(id))?.y).toBe(3000);
  expect(await moves(anna)).toBe(1);
  expect(await moves(cleo)).toBeGreaterThan(2);
});

/** Runs in the page: counts how often an item is moved. */
function countMoves(id: string): void {
  const item = document.querySelector("homstyle-planner")?.shadowRoot?.querySelector(`[data-item="${id}"]`);
  Reflect.set(window, "moves", 0);
  const count = (all: MutationRecord[]) =>
    Reflect.set(window, "moves", Number(Reflect.get(window, "moves")) + all.length);
  if (item) new MutationObserver(count).observe(item, { attributeFilter: ["transform"] });
}
