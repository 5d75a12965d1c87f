// The code to edit a room can't be loaded: the room is displayed, and the user is told.

import { expect, test } from "vitest";
import { commands } from "vitest/browser";
import { inside, selected } from "./fixture.ts";
import { Mouse, middleOf } from "./hands.ts";
import { afterAttempts, countReloads, notice, opening, withoutFiles } from "./missing.ts";

withoutFiles("element/workspace.ts");

test("a room whose code to work in can't be loaded is shown, and the page can be reloaded", async () => {
  const { element, errors, piece } = await opening("en");
  const reloads = countReloads();
  await new Mouse().click(middleOf(piece));
  await expect.poll(() => notice(element), afterAttempts).toContain("could not be loaded");
  expect(errors).toEqual(["not_loaded"]);
  inside(element, "[data-action=reload-page]").click();
  await expect.poll(reloads).toBe(1);

  // The code loads after all: earlier input on the plan is not repeated.
  await commands.restoreFiles();
  await element.ready;
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  expect(notice(element)).toBe("");
  expect(selected(element)).toEqual([]);
});
