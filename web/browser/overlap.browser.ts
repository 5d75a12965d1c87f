// What lies over the plan leaves the rest of it free: on phones upright and on their side, and enlarged.

import { expect, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, watch } from "./fixture.ts";

const sizes: [name: string, width: number, height: number][] = [
  ["a phone", 390, 780],
  ["a small phone", 320, 640],
  ["a phone on its side", 844, 390],
  ["a window enlarged twice", 720, 450],
  ["a dialog of a shop", 1200, 700],
];
const wide = 760;

/** True when two have a pixel in common. */
function overlap(element: HomstylePlanner, one: string, other: string): boolean {
  const a = inside(element, one).getBoundingClientRect();
  const b = inside(element, other).getBoundingClientRect();
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** A planner of a size, with a sofa in its room. */
async function sized(width: number, height: number, lang: string) {
  const room = newRoom();
  const sofa = await furnish(await watch(room));
  const element = await open(room, { lang });
  await drawn(element, sofa);
  element.style.cssText = `display: block; width: ${width}px; height: ${height}px; min-height: 0`;
  return { element, sofa };
}

/** Puts the panel away that lies over the plan of a narrow planner. */
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
  });
}
