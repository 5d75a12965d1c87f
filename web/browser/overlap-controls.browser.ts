// No control lies over another one: every visible button, field and link can be pressed at its centre and
// corners, at the sizes of desktops, tablets, phones and pages that are zoomed in.

import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, still, watch } from "./fixture.ts";
import { coveredControls } from "./hit-test.ts";
import { choosePart, editRoom } from "./room-editor.ts";
import { windowSizes } from "./window-sizes.ts";

const wide = 760;

afterAll(() => page.viewport(1000, 700));

interface Stage {
  element: HomstylePlanner;
  sofa: string;
  narrow: boolean;
}

async function closePanel({ element, narrow }: Stage): Promise<void> {
  if (!narrow) return;
  element.shadowRoot?.querySelector<HTMLElement>("[data-action=close-panel]")?.click();
  await expect.poll(() => count(element, "[data-panel]")).toBe(0);
}

async function openTab({ element }: Stage, tab: string): Promise<void> {
  inside(element, `button[data-tab=${tab}]`).click();
  await expect.poll(() => count(element, `[data-panel=${tab}]`)).toBe(1);
}

async function editWall({ element }: Stage): Promise<void> {
  await editRoom(element);
  await choosePart(element, "edge:1");
}

async function follow(stage: Stage): Promise<void> {
  const { element } = stage;
  await openTab(stage, "people");
  await expect.poll(() => count(element, ".people-person [data-action=follow]")).toBe(1);
  inside(element, ".people-person [data-action=follow]").click();
  await expect.poll(() => count(element, ".follow-sign")).toBe(1);
}

async function choose(stage: Stage): Promise<void> {
  await closePanel(stage);
  stage.element.select([stage.sofa]);
  await expect.poll(() => count(stage.element, ".inspector-sheet")).toBe(1);
}

async function place(stage: Stage): Promise<void> {
  await choose(stage);
  inside(stage.element, "[data-action=place]").click();
  await expect.poll(() => count(stage.element, ".plan-bar")).toBe(1);
}

/** Waits until nothing moves. */
async function settled(element: HomstylePlanner): Promise<void> {
  await still(element);
  await Promise.allSettled(element.shadowRoot?.getAnimations().map((a) => a.finished) ?? []);
}

/** Opens a planner in German, whose labels are long, that fills a window of that size, with a sofa and another person in its room. */
async function filling(width: number, height: number): Promise<Stage> {
  await page.viewport(width, height);
  const room = newRoom();
  const sofa = await furnish(await watch(room, undefined, "Maximiliane Wintersteiner"));
  const element = await open(room, { lang: "de", style: "display: block; position: fixed; inset: 0" });
  await drawn(element, sofa);
  await expect.poll(() => count(element, ".over-tools")).toBe(1);
  return { element, sofa, narrow: width < wide };
}

const states: Record<string, (stage: Stage) => Promise<void>> = {
  "nothing is chosen": closePanel,
  "the room's panel is open": (stage) => openTab(stage, "room"),
  "a piece is chosen": choose,
  "the place of a piece is asked for": place,
  "another person is followed": follow,
  "another person is followed and a piece placed": async (stage) => {
    await follow(stage);
    await place(stage);
  },
  "another person is followed and a wall chosen": async (stage) => {
    await follow(stage);
    await editWall(stage);
  },
  "a wall of the room is chosen": editWall,
  "more can be added to a wall": async (stage) => {
    await editWall(stage);
    inside(stage.element, "[data-action=add-more]").click();
    await expect.poll(() => count(stage.element, "[data-action=add-slope]")).toBe(1);
  },
};

for (const [name, reach] of Object.entries(states)) {
  test.each(windowSizes)(`while ${name} no control lies over another: %i x %i`, async (width, height) => {
    const stage = await filling(width, height);
    const { element } = stage;
    await reach(stage);
    await settled(element);
    await expect.poll(() => coveredControls(document)).toEqual([]);
  });
}

test("while the user walks no control lies over another", { timeout: 60_000 }, async () => {
  const stage = await filling(1440, 900);
  const { element, sofa } = stage;
  inside(element, "[data-action=view-3d]").click();
  await expect.poll(() => count(element, ".walk-controls"), { timeout: 15_000 }).toBe(1);
  await expect.poll(() => count(element, "[data-action=walk]")).toBe(1);
  inside(element, "[data-action=walk]").click();
  await expect.poll(() => inside(element, ".walk-controls").hidden).toBe(false);
  // Each message lies over what is below it until it is closed.
  await expect.poll(() => count(element, ".toast button")).toBe(1);
  inside(element, ".toast button").click();
  await expect.poll(() => count(element, ".toast")).toBe(0);
  for (const chosen of [[], [sofa]]) {
    element.select(chosen);
    await expect.poll(() => count(element, ".inspector-sheet")).toBe(chosen.length);
    for (const [width, height] of windowSizes) {
      await page.viewport(width, height);
      if (width < wide) element.shadowRoot?.querySelector<HTMLElement>("[data-action=close-panel]")?.click();
      await settled(element);
      await expect.poll(() => coveredControls(document), { message: `${width} x ${height}` }).toEqual([]);
    }
  }
});
