// The demo shop's dialog when the planner can't be loaded.

import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "vitest/browser";
import { RoomDialog } from "../src/demo-shop/room.ts";
import { en } from "../src/demo-shop/words/en.ts";

beforeAll(() => commands.removeFiles("/src/element/index.ts"));
afterAll(() => commands.restoreFiles());

test("a room that can't be opened because the planner can't be loaded says so", async () => {
  const services = { tokenUrl: "", wsUrl: "", apiUrl: "", catalogUrl: "" };
  const dialog = new RoomDialog(services, en, {}, () => {});
  document.body.append(dialog.element);
  await dialog.open({ title: "Your room" });
  expect(dialog.element.querySelector("[role=alert]")?.textContent).toBe(en.noRoom);
  dialog.close();
});
