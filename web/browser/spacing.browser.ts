// Tests of the distances of buttons and explanations from fields, and that fields show their whole values.

import { expect, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, focused, inside, newRoom, open } from "./fixture.ts";

/** Smallest gap, pixels: the width of a focused field's outline, twice. */
const leastPx = 8;

/** Returns the vertical gap between two elements, pixels. */
function gap(element: HomstylePlanner, above: string, below: string): number {
  const { bottom } = inside(element, above).getBoundingClientRect();
  return inside(element, below).getBoundingClientRect().top - bottom;
}

/** Opens a planner of a given width, with a selected sofa and the whole inspector displayed. */
async function inspecting(width: number, lang = "en"): Promise<HomstylePlanner> {
  const element = await open(newRoom(), { lang });
  element.style.setProperty("width", `${width}px`);
  await element.add("sofa.klinte");
  await expect.poll(() => count(element, "[data-action=place]")).toBe(1);
  if (width < 760) {
    inside(element, "[data-action=close-panel]").click();
    inside(element, "[data-action=more]").click();
    await expect.poll(() => inside(element, "[data-action=place]").checkVisibility()).toBe(true);
  }
  return element;
}

test.each([900, 390])("at %i px, the button to place by a tap keeps apart from the fields", async (width) => {
  const element = await inspecting(width);
  expect(gap(element, ".inspector-sheet .fields", "[data-action=place]")).toBeGreaterThanOrEqual(leastPx);
});

test.each(["en", "sv", "de"])(
  "a position to the millimetre is read whole, beside labels of one line: %s",
  async (lang) => {
    const element = await inspecting(900, lang);
    const fields = [
      ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>(".inspector-sheet .fields input") ?? []),
    ];
    expect(fields).toHaveLength(3);
    for (const field of fields.slice(0, 2)) {
      field.value = lang === "en" ? "345.5 cm" : "345,5 cm";
      expect(field.scrollWidth).toBeLessThanOrEqual(field.clientWidth);
    }
    expect(new Set(fields.map((field) => field.getBoundingClientRect().top)).size).toBe(1);
  },
);

test("the name dialog's explanation keeps apart from its field, which is ready to be typed in", async () => {
  const element = await open(newRoom());
  inside(element, "button[data-tab=people]").click();
  await expect.poll(() => count(element, "[data-action=rename]")).toBe(1);
  inside(element, "[data-action=rename]").click();
  await expect.poll(() => count(element, ".dialog input")).toBe(1);
  expect(focused(element)).toBe(inside(element, ".dialog input"));
  expect(gap(element, ".dialog input", ".dialog .hint")).toBeGreaterThanOrEqual(leastPx);
});
