// Following another person while the view makes way for a panel.

import { afterAll, beforeAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { SharedView } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, still, watch } from "./fixture.ts";

// Wide enough for the room beside the inspector.
beforeAll(() => page.viewport(1400, 900));
afterAll(() => page.viewport(1000, 700));

/** Returns a planner in which Bo is followed and the sofa `id` can be selected; `view` is what Bo sees. */
async function following(view?: SharedView): Promise<{ element: HomstylePlanner; id: string }> {
  const room = newRoom();
  const id = await furnish(await watch(room, view));
  const element = await open(room, { style: "display: block; width: 1400px; height: 900px" });
  await drawn(element, id);
  const face = '.bar-faces [data-action="follow"]';
  await expect.poll(() => count(element, face)).toBe(1);
  inside(element, face).click();
  await expect.poll(() => count(element, ".follow-sign")).toBe(1);
  await still(element);
  return { element, id };
}

/** Selects the sofa, and waits until the spot (millimetres) at the right of the view is beside the inspector. */
async function makeWay(element: HomstylePlanner, id: string, spot: [number, number]): Promise<void> {
  element.select([id]);
  await expect.poll(() => count(element, ".inspector-sheet")).toBe(1);
  const coveredPx = () =>
    element.toScreen(spot)[0] - inside(element, ".inspector").getBoundingClientRect().left;
  expect(coveredPx()).toBeGreaterThan(0);
  await expect.poll(coveredPx).toBeLessThan(1);
  await still(element);
}

test("PR9 who follows another still does when the room makes way for a panel, until they move the view", async () => {
  const { element, id } = await following();
  await makeWay(element, id, [6200, 1000]);
  expect(count(element, ".follow-sign")).toBe(1);
  inside(element, "[data-action=zoom-in]").click();
  await expect.poll(() => count(element, ".follow-sign")).toBe(0);
});

test("PR9 what a followed person sees makes way for a panel, too", async () => {
  const { element, id } = await following({ mode: "2d", x: 0, y: 0, width: 4000, height: 2000 });
  await makeWay(element, id, [4000, 1000]);
  expect(count(element, ".follow-sign")).toBe(1);
});
