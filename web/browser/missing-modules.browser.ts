// Modules that are loaded on demand can't be loaded: the user is told, and everything else works.

import { expect, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, errorsOf, furnish, inside, newRoom, open, selected, watch } from "./fixture.ts";
import { Mouse, middleOf, type Pixel } from "./hands.ts";
import { afterAttempts, countReloads, notice, withoutFiles } from "./missing.ts";
import { cutLine, mendLine } from "./network.ts";

const modules: [name: string, file: string, ask: (element: HomstylePlanner) => void][] = [
  ["3d", "view3d/index.ts", (e) => e.setView("3d")],
  ["history", "element/history-controller.ts", (e) => inside(e, "[data-action=history]").click()],
  ["pages", "panels/pages.ts", (e) => inside(e, "[data-tab=cart]").click()],
  ["editor", "plan2d/room-editor.ts", (e) => inside(e, "[data-tab=room]").click()],
  ["export", "export/index.ts", (e) => void e.exportAs("png").catch(() => {})],
  ["export-3d", "export3d/index.ts", (e) => void e.exportAs("glb").catch(() => {})],
  ["invitation", "element/invitation.ts", (e) => void e.invite("viewer").catch(() => {})],
];

withoutFiles(...modules.map(([, file]) => file));

/** Waits until an item no longer moves on the screen; returns its middle, in pixels. */
async function resting(piece: Element): Promise<Pixel> {
  for (let before = middleOf(piece); ; before = middleOf(piece)) {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    if (String(middleOf(piece)) === String(before)) return before;
  }
}

test("each module that can't be loaded is told, with a button to reload, and furniture can be added and moved", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const sofa = await furnish(bo);
  const element = await open(room, { "api-url": "/nowhere" });
  let told = "";
  element.addEventListener("error", (e) => {
    if (e instanceof CustomEvent) told = `${told} ${e.detail.message}`;
  });
  for (const [, , ask] of modules) ask(element);
  for (const [name] of modules) await expect.poll(() => told, afterAttempts).toContain(name);
  expect(notice(element)).toContain("could not be loaded");
  expect(count(element, "[data-action=reload-page]")).toBe(1);
  const [x, y] = await resting(await drawn(element, sofa));
  await new Mouse().drag([x, y], [x, y + 60]);
  await expect.poll(() => selected(element)).toEqual([sofa]);
  await expect.poll(() => bo.snapshot().items.get(sofa)?.y).not.toBe(1500);
  const id = await element.add("sofa.klinte");
  await expect.poll(() => selected(element)).toEqual([id]);
});

test("the room gets what waits before the page is reloaded, and 3D is asked for again after it", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  const reloads = countReloads();
  const errors = errorsOf(element);
  element.setView("3d");
  await expect.poll(() => errors, afterAttempts).toContain("no_3d");
  cutLine();
  await expect.poll(() => element.dataset.status).toBe("offline");
  const id = await element.add("sofa.klinte");
  inside(element, "[data-action=reload-page]").click();
  expect(reloads()).toBe(0);
  mendLine();
  await expect.poll(reloads).toBe(1);
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  element.remove();

  const again = await open(room);
  const told = errorsOf(again);
  await expect.poll(() => told, afterAttempts).toContain("no_3d");
  again.remove();
  const third = await open(room);
  expect(inside(third, "[data-action=view-2d]").getAttribute("aria-pressed")).toBe("true");
});
