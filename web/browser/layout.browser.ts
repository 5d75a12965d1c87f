// Tests of the layout during work: nothing jumps, and nothing covers what must be readable.

import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import {
  type Attributes,
  count,
  drawn,
  furnished,
  inside,
  newRoom,
  planner,
  roomUrl,
  scale,
  still,
} from "./fixture.ts";
import { type Mouse, middleOf } from "./hands.ts";
import { cutLine } from "./network.ts";

afterAll(() => page.viewport(1000, 700));

/** Returns the bounding box of an element, client pixels. */
const boxOf = (element: HomstylePlanner, selector: string) =>
  inside(element, selector).getBoundingClientRect();

/** Opens a planner of a given width, in a room with a selected sofa. */
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
  // The room makes way for a sheet, by code that is loaded with the first one.
  const covered = () => meet(boxOf(element, ".plan-floor"), boxOf(element, ".inspector"));
  if (width < 760) await expect.poll(covered).toBe(false);
  await still(element);
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

/** Drags the item to a spot, and returns the boxes of its distance labels. */
async function carried(element: HomstylePlanner, mouse: Mouse, spot: [number, number]): Promise<DOMRect[]> {
  await mouse.press(middleOf(inside(element, ".plan [data-item]")));
  await mouse.move(element.toScreen(spot));
  await expect.poll(() => count(element, ".ruler rect")).toBeGreaterThan(0);
  const all = element.shadowRoot?.querySelectorAll(".ruler rect") ?? [];
  return [...all].map((label) => label.getBoundingClientRect());
}

const meet = (a: DOMRect, b: DOMRect) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

test.each([390, 900])(
  "in a planner of %i pixels the distances of a carried piece can be read",
  async (width) => {
    const { element, mouse } = await chosen(width);
    // With the furniture panel open, the inspector would cover half of the room, and whole distance lines.
    if (width === 900) inside(element, '[data-action="close-panel"]').click();
    await still(element);
    inside(element, '[data-action="fit"]').click();
    await still(element);
    const spots: [number, number][] = [
      [1590, 600],
      [2000, 3900],
    ];
    for (const spot of spots) {
      const labels = await carried(element, mouse, spot);
      const panel = boxOf(element, ".inspector");
      const [left, top] = element.toScreen([0, 0]);
      const [right, bottom] = element.toScreen([6200, 4800]);
      for (const [i, label] of labels.entries()) {
        for (const other of labels.slice(0, i)) expect(meet(label, other)).toBe(false);
        expect(meet(label, panel)).toBe(false);
        // Outside the room are walls and their dimensions.
        expect(label.left).toBeGreaterThan(left);
        expect(label.right).toBeLessThan(right);
        expect(label.top).toBeGreaterThan(top);
        expect(label.bottom).toBeLessThan(bottom);
      }
      await mouse.up();
      await still(element);
    }
  },
);

test("the handle that turns a piece lies over no wall, and nothing is measured while it turns", async () => {
  const { element, mouse } = await chosen(900);
  await mouse.drag(middleOf(inside(element, ".plan [data-item]")), element.toScreen([1600, 480]));
  const knob = () => boxOf(element, ".turn-handle .handle-knob");
  await expect.poll(() => knob().top).toBeGreaterThan(element.toScreen([0, 0])[1]);
  await still(element);
  const [x, y] = middleOf(inside(element, ".turn-handle .handle-knob"));
  await mouse.press([x, y]);
  await mouse.move([x - 60, y - 10]);
  await expect.poll(() => inside(element, ".turn-handle text").textContent).toMatch(/^[1-9]\d*°$/);
  expect(count(element, ".ruler")).toBe(0);
  await mouse.up();
});

test.each([390, 700, 900])(
  "in a planner of %i pixels the word in an empty room lies over nothing of it",
  async (width) => {
    for (const lang of ["en", "de", "sv"]) {
      const element = planner({ "room-url": roomUrl(newRoom()), lang });
      element.style.width = `${width}px`;
      document.body.replaceChildren(element);
      await element.ready;
      await expect.poll(() => count(element, ".start-card")).toBe(1);
      await still(element);
      const word = boxOf(element, ".start-card");
      const measures = [...(element.shadowRoot?.querySelectorAll(".plan-measure, .plan-outer-wall") ?? [])];
      expect(measures.length).toBeGreaterThan(6);
      for (const measure of measures)
        expect(word.top).toBeGreaterThan(measure.getBoundingClientRect().bottom);
      expect(meet(word, boxOf(element, ".over-tools"))).toBe(false);
      expect(word.right).toBeLessThan(element.getBoundingClientRect().right);
    }
  },
);

test.each([
  [390, 844],
  [375, 553],
  [320, 568],
] as const)(
  "the sheet of the room covers half of the plan until it is enlarged: %i x %i",
  async (width, height) => {
    await page.viewport(width, height);
    const { element } = await furnished({ style: "display: block; position: fixed; inset: 0" });
    const part = () => boxOf(element, ".panel").height / boxOf(element, ".plan").height;
    inside(element, "button[data-tab=room]").click();
    await expect.poll(() => count(element, "[data-action=arrange]")).toBe(1);
    expect(part()).toBeLessThan(0.51);
    if (height > 800) {
      const free = () => boxOf(element, ".panel").top - boxOf(element, ".plan-floor").bottom;
      await expect.poll(free).toBeGreaterThan(0);
    }
    inside(element, "[data-action=enlarge]").click();
    await expect.poll(part).toBeGreaterThan(0.6);
    expect(inside(element, "[data-action=enlarge]").ariaExpanded).toBe("true");
    inside(element, "[data-action=close-panel]").click();
    await expect.poll(() => count(element, "[data-panel]")).toBe(0);
    inside(element, "button[data-tab=room]").click();
    await expect.poll(() => count(element, "[data-panel]")).toBe(1);
    expect(part()).toBeLessThan(0.51);
  },
);
