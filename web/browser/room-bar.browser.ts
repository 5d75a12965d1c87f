// The bar of the tool that edits the room leaves the room in view, also on small screens.

import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, focused, furnish, inside, newRoom, open, still, watch } from "./fixture.ts";
import { Mouse, middleOf, press } from "./hands.ts";
import { bar, choosePart, editing, editRoom, planOf } from "./room-editor.ts";
import { windowSizes } from "./window-sizes.ts";

/** Largest part of the plan's height that the bar may cover. */
const mostPart = 0.33;

afterAll(() => page.viewport(1000, 700));

/** Opens a planner that fills a window of that size, with the room tool chosen. */
async function filling(width: number, height: number, lang = "en") {
  await page.viewport(width, height);
  const room = newRoom();
  const bo = await watch(room);
  await furnish(bo);
  const element = await open(room, { lang, style: "display: block; position: fixed; inset: 0" });
  await editRoom(element);
  return { element, plan: () => planOf(bo) };
}

const boxOf = (element: HomstylePlanner, selector: string) =>
  inside(element, selector).getBoundingClientRect();

/** Returns the texts of the walls' lengths that the bar covers. */
function coveredLengths(element: HomstylePlanner): (string | null)[] {
  const { bottom } = boxOf(element, ".plan-bar");
  const lengths = element.shadowRoot?.querySelectorAll(".plan-measure-edit") ?? [];
  return [...lengths].filter((one) => one.getBoundingClientRect().top < bottom).map((one) => one.textContent);
}

for (const lang of ["en", "de", "sv"])
  test.each(windowSizes)(
    `the bar covers a third of the plan at most: %i x %i, ${lang}`,
    async (width, height) => {
      const { element, plan } = await filling(width, height, lang);
      const part = () => boxOf(element, ".plan-bar").height / boxOf(element, ".plan").height;
      expect(part()).toBeLessThan(mostPart);
      await bar(element, "add-more");
      expect(part()).toBeLessThan(mostPart);
      for (const one of ["edge:0", `door:${plan().doors[0]?.id}`]) {
        await choosePart(element, one);
        expect(part()).toBeLessThan(mostPart);
        await still(element);
        await expect.poll(() => coveredLengths(element)).toEqual([]);
      }
      await choosePart(element, "edge:0");
      await bar(element, "add-more");
      await expect.poll(() => count(element, "[data-action=add-slope]")).toBe(1);
      expect(part()).toBeLessThan(mostPart);
      expect(coveredLengths(element)).toEqual([]);
    },
  );

test("more to add takes the place of the usual buttons, and a button leads back", async () => {
  const { element } = await editing();
  await choosePart(element, "edge:1");
  inside(element, "[data-action=add-more]").focus();
  await press("Enter");
  await expect.poll(() => count(element, "[data-action=add-socket]")).toBe(1);
  expect(count(element, "[data-action=add-door], [data-action=add-corner]")).toBe(0);
  expect(focused(element)?.getAttribute("data-action")).toBe("add-more");
  await press("Enter");
  await expect.poll(() => count(element, "[data-action=add-door]")).toBe(1);
  expect(count(element, "[data-action=add-socket]")).toBe(0);
  await bar(element, "add-more");
  await choosePart(element, "edge:2");
  await expect.poll(() => count(element, "[data-action=add-door]")).toBe(1);
});

test("one button is named Done: it ends the work on the room, and another closes a part", async () => {
  const { element } = await editing();
  await choosePart(element, "edge:1");
  const done = () =>
    [...(element.shadowRoot?.querySelectorAll("button") ?? [])].filter(
      (b) => b.textContent?.trim() === "Done",
    );
  expect(done()).toHaveLength(1);
  await bar(element, "close-part");
  await expect.poll(() => count(element, "[data-action=close-part]")).toBe(0);
  expect(count(element, ".plan-bar")).toBe(1);
});

test("the room stays where the user has zoomed to when the bar grows, and during a drag", async () => {
  const { element } = await filling(1440, 900, "de");
  const at = () => element.toScreen([0, 0]).join();
  const mouse = new Mouse();
  const before = at();
  const [x, y] = middleOf(inside(element, '[data-part="edge:1"]'));
  // Beside its middle, where a handle adds a corner.
  await mouse.press([x, y - 60]);
  await mouse.move([x + 20, y - 60]);
  await expect.poll(() => count(element, "[data-action=close-part]")).toBe(1);
  expect(at()).toBe(before);
  await mouse.up();
  await expect.poll(at).not.toBe(before);
  await bar(element, "close-part");
  inside(element, "[data-action=zoom-in]").click();
  await still(element);
  const zoomed = at();
  await choosePart(element, "edge:1");
  await still(element);
  expect(at()).toBe(zoomed);
});
