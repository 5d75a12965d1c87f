// No control lies over another one: every visible button, field and link can be pressed at its centre and
// corners, at the sizes of desktops, tablets, phones and pages that are zoomed in.

import { afterAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, furnish, inside, newRoom, open, still, watch } from "./fixture.ts";
import { coveredControls } from "./hit-test.ts";
import { choosePart, editRoom } from "./room-editor.ts";

const sizes = [
  [1440, 900],
  [1024, 700],
  [844, 390],
  [720, 450],
  [390, 844],
  [375, 553],
  [320, 568],
] as const;
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

const states: Record<string, (stage: Stage) => Promise<void>> = {
  "nothing is chosen": closePanel,
  "the room's panel is open": (stage) => openTab(stage, "room"),
  "a piece is chosen": async (stage) => {
    await closePanel(stage);
    stage.element.select([stage.sofa]);
    await expect.poll(() => count(stage.element, ".inspector-sheet")).toBe(1);
  },
  "another person is followed": async (stage) => {
    const { element } = stage;
    await openTab(stage, "people");
    await expect.poll(() => count(element, ".people-person [data-action=follow]")).toBe(1);
    inside(element, ".people-person [data-action=follow]").click();
    await expect.poll(() => count(element, ".follow-sign")).toBe(1);
  },
  "a wall of the room is chosen": editWall,
  "more can be added to a wall": async (stage) => {
    await editWall(stage);
    inside(stage.element, "[data-action=add-more]").click();
    await expect.poll(() => count(stage.element, "[data-action=add-slope]")).toBe(1);
  },
};

for (const [name, reach] of Object.entries(states)) {
  test.each(sizes.flatMap(([width, height]) => ["en", "de"].map((lang) => [width, height, lang] as const)))(
    `while ${name} no control lies over another: %i x %i, %s`,
    async (width, height, lang) => {
      await page.viewport(width, height);
      const room = newRoom();
      const sofa = await furnish(await watch(room));
      const element = await open(room, { lang, style: "display: block; position: fixed; inset: 0" });
      await drawn(element, sofa);
      await expect.poll(() => inside(element, ".over-tools")).toBeTruthy();
      await reach({ element, sofa, narrow: width < wide });
      await still(element);
      await Promise.allSettled(element.shadowRoot?.getAnimations().map((a) => a.finished) ?? []);
      await expect.poll(() => coveredControls(document)).toEqual([]);
    },
  );
}
