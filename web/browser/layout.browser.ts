// Where things are in the page while one works: nothing jumps, and nothing lies over what must be read.

import { expect, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { type Attributes, count, drawn, furnished, inside, scale } from "./fixture.ts";
import { type Mouse, middleOf } from "./hands.ts";
import { cutLine } from "./network.ts";

/** Where something is in the page. */
const boxOf = (element: HomstylePlanner, selector: string) =>
  inside(element, selector).getBoundingClientRect();

/** A planner of a size, in a room with a sofa that is selected. */
async function chosen(
  width: number,
  attributes: Attributes = {},
): Promise<{ element: HomstylePlanner; mouse: Mouse; sofa: HTMLElement }> {
  const { element, id, mouse } = await furnished(attributes);
  element.style.setProperty("width", `${width}px`);
  if (width < 760) element.shadowRoot?.querySelector<HTMLElement>('[data-action="close-panel"]')?.click();
  await expect.poll(() => count(element, "[data-panel]")).toBe(width < 760 ? 0 : 1);
  element.select([id]);
  const sofa = await drawn(element, id);
  await expect.poll(() => count(element, '.inspector .verdict[data-verdict="fits"]')).toBe(1);
  return { element, mouse, sofa };
}

const grabs = [390, 900].flatMap((width) => ["en", "de", "sv"].map((lang) => [width, lang] as const));

test.each(grabs)(
  "in a planner of %i pixels no button moves when a piece is grabbed (%s)",
  async (width, lang) => {
    const { element, mouse, sofa } = await chosen(width, { lang });
    for (const units of ["cm", "ft"]) {
      inside(element, `[data-menu="more"]`).click();
      await expect.poll(() => count(element, `[data-action="units-${units}"]`)).toBe(1);
      inside(element, `[data-action="units-${units}"]`).click();
      await expect.poll(() => count(element, `[role="menu"]`)).toBe(0);
      const tops = () =>
        [".inspector", ".inspector-actions"].map((part) => Math.round(boxOf(element, part).top));
      const before = tops();
      const [x, y] = middleOf(sofa);
      await mouse.press([x, y]);
      await mouse.move([x + scale(element), y]);
      await expect.poll(() => count(element, '.plan [data-lock="mine"]')).toBe(1);
      await expect.poll(() => count(element, ".inspector .verdict")).toBe(0);
      expect(tops()).toEqual(before);
      await mouse.move([x, y]);
      await mouse.up();
      await expect.poll(() => count(element, '.inspector .verdict[data-verdict="fits"]')).toBe(1);
      expect(tops()).toEqual(before);
    }
  },
);

test.each(grabs)("nor when it is grabbed offline (%i pixels, %s)", async (width, lang) => {
  const { element, mouse, sofa } = await chosen(width, { lang });
  const top = Math.round(boxOf(element, ".inspector-actions").top);
  cutLine();
  await expect
    .poll(() => element.shadowRoot?.querySelector(".planner")?.getAttribute("data-state"))
    .not.toBe("online");
  const [x, y] = middleOf(sofa);
  await mouse.drag([x, y], [x + scale(element), y]);
  await expect.poll(() => count(element, ".inspector-note")).toBe(1);
  expect(Math.round(boxOf(element, ".inspector-actions").top)).toBe(top);
});
