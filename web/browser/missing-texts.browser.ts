// The texts of a language can't be loaded: the room is displayed in English.

import { expect, test } from "vitest";
import { commands } from "vitest/browser";
import { count, inside } from "./fixture.ts";
import { notice, opening, withoutFiles } from "./missing.ts";

withoutFiles("i18n/critical/sv.ts");

test("a room whose texts can't be loaded is shown in English, until they can be", async () => {
  const { element, errors } = await opening("sv");
  expect(notice(element)).toContain("could not be loaded");
  expect(errors).toEqual(["not_loaded"]);
  const plan = () => inside(element, ".plan > svg").getAttribute("aria-label");
  expect(plan()).toBe("Floor plan");
  await commands.restoreFiles();
  await element.ready;
  await expect.poll(plan).toBe("Planritning");
  await expect.poll(() => count(element, "[data-action=reload-page]")).toBe(0);
});
