// Tests that overlays leave the needed part of the plan free: on phones in both orientations, and zoomed in.

import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, put, watch } from "./fixture.ts";

const sizes: [name: string, width: number, height: number][] = [
  ["a phone", 390, 780],
  ["a small phone", 320, 640],
  ["a phone on its side", 844, 390],
  ["a window enlarged twice", 720, 450],
  ["a dialog of a shop", 1200, 700],
];
const wide = 760;

afterAll(() => page.viewport(1000, 700));

/** Reports whether the boxes of two elements overlap. */
function overlap(element: HomstylePlanner, one: string, other: string): boolean {
  return meet(inside(element, one).getBoundingClientRect(), inside(element, other).getBoundingClientRect());
}

function meet(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Returns the texts of the plan's editable measures that an element covers. */
function covered(element: HomstylePlanner, over: string): (string | null)[] {
  const cover = inside(element, over).getBoundingClientRect();
  const labels = element.shadowRoot?.querySelectorAll(".plan-measure-edit") ?? [];
  expect(labels.length).toBeGreaterThan(0);
  return [...labels].filter((l) => meet(l.getBoundingClientRect(), cover)).map((l) => l.textContent);
}

/** Opens a planner of a given size, with a sofa in its room. */
async function sized(width: number, height: number, lang: string) {
  await page.viewport(width, height);
  const room = newRoom();
  const sofa = await furnish(await watch(room));
  const element = await open(room, { lang });
  await drawn(element, sofa);
  element.style.cssText = `display: block; width: ${width}px; height: ${height}px; min-height: 0`;
  return { element, room, sofa };
}

/** Closes the panel that covers the plan in a narrow planner. */
function uncover(element: HomstylePlanner, width: number): void {
  if (width < wide) element.shadowRoot?.querySelector<HTMLElement>("[data-action=close-panel]")?.click();
}

for (const lang of ["en", "sv", "de"]) {
  test.each(sizes)(
    `while the room is changed nothing covers Done or the tool's bar: %s, ${lang}`,
    async (_, width, height) => {
      const { element } = await sized(width, height, lang);
      inside(element, "button[data-tab=room]").click();
      await expect.poll(() => count(element, "[data-action=tool-room]")).toBe(1);
      if (width < wide) inside(element, "[data-action=tool-room]").click();
      await expect.poll(() => count(element, ".plan-bar")).toBe(1);
      await expect.poll(() => inside(element, ".over-tools").checkVisibility()).toBe(true);
      expect(overlap(element, "[data-action=tool-done]", ".over-tools")).toBe(false);
      expect(overlap(element, ".plan-bar", ".over-tools")).toBe(false);
      expect(overlap(element, ".plan-bar", "[data-action=tool-done]")).toBe(false);
      for (const over of [".plan-bar", ".over-tools", "[data-action=tool-done]"])
        await expect.poll(() => covered(element, over), { message: over }).toEqual([]);
    },
  );

  test.each(sizes)(`the question where a piece goes is read whole: %s, ${lang}`, async (_, width, height) => {
    const { element, sofa } = await sized(width, height, lang);
    element.select([sofa]);
    uncover(element, width);
    await expect.poll(() => count(element, "[data-action=place]")).toBe(1);
    inside(element, "[data-action=place]").click();
    await expect.poll(() => count(element, ".plan-bar")).toBe(1);
    await expect.poll(() => inside(element, ".over-tools").checkVisibility()).toBe(true);
    expect(overlap(element, ".plan-bar", ".over-tools")).toBe(false);
    expect(overlap(element, ".plan-bar", ".inspector")).toBe(false);
    expect(overlap(element, ".over-tools", ".inspector")).toBe(false);
  });
}

test("lengths give way where the plan is small, and come back when it is enlarged", async () => {
  const { element } = await sized(720, 450, "en-US");
  const walls = 6;
  const zoom = async (action: string, times: number) => {
    for (let i = 0; i < times; i++) inside(element, `[data-action=${action}]`).click();
  };
  uncover(element, 720);
  await expect.poll(() => count(element, ".plan-measure")).toBeGreaterThan(1);
  await zoom("zoom-out", 5);
  await expect.poll(() => count(element, ".plan-measure")).toBeLessThan(walls);
  await zoom("zoom-in", 8);
  await expect.poll(() => count(element, ".plan-measure")).toBe(walls);
});

test("who edits the room sees all of it, though the plan made way for what was selected", async () => {
  const { element, room } = await sized(720, 450, "en");
  uncover(element, 720);
  const floor = () => inside(element, ".plan-floor").getBoundingClientRect();
  const sofa = await put(await watch(room), "sofa.klinte", { x: 1500, y: 4200, z: 0, rotation: 0 });
  await drawn(element, sofa);
  element.select([sofa]);
  await expect.poll(() => count(element, "[data-action=more]")).toBe(1);
  inside(element, "[data-action=more]").click();
  const bottom = () => inside(element, `.plan [data-item="${sofa}"]`).getBoundingClientRect().bottom;
  await expect
    .poll(() => inside(element, ".inspector").getBoundingClientRect().top - bottom())
    .toBeGreaterThan(0);
  inside(element, "button[data-tab=room]").click();
  await expect.poll(() => count(element, "[data-action=tool-room]")).toBe(1);
  inside(element, "[data-action=tool-room]").click();
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
  await expect
    .poll(() => floor().top - inside(element, ".plan-bar").getBoundingClientRect().bottom)
    .toBeGreaterThan(0);
});
