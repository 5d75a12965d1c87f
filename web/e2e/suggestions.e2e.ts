// Suggestions in words: the function `suggest` with the local stand-in for Amazon Bedrock, whose answers are fixed.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { root } from "./build.ts";
import { House, type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";
import { serve } from "./serve.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 470, z: 0, rotation: 0 }];

/** Serves the catalogue as a shop does; returns its address. */
async function catalogue(): Promise<string> {
  const catalog = await readFile(join(root, "web", "dist", "catalog", "catalog.json"));
  const origin = await serve((_, response) => {
    response.setHeader("content-type", "application/json").end(catalog);
  });
  return `${origin}/catalog.json`;
}

async function ask(person: Person, wish: string): Promise<void> {
  await person.page.locator('[data-action="wish"]').fill(wish);
  await person.act("suggest");
}

test("WD1 WD4 what a wish suggests is placed for both as one undo, until the room's budget of the day is used", async ({
  browserPath,
}) => {
  const house = await House.open(browserPath, {
    SuggestModel: "stand-in.fixed-answers",
    SuggestCatalog: await catalogue(),
    SuggestionsPerRoomAndDay: "1",
  });
  onTestFinished(() => house.close());
  const { room, ids } = await house.room(sofa);
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.open("room");
  await ask(anna, "cosy for two children, under 20,000 kr");
  const suggested = anna.page.locator('[data-list="suggested"] li');
  await expect.poll(() => suggested.count()).toBeGreaterThan(0);
  expect(await bo.items()).toEqual(ids);

  await anna.act("place-suggested");
  await expect.poll(async () => (await bo.items()).length).toBeGreaterThan(1);
  const added = (await anna.items()).filter((id) => !ids.includes(id));
  for (const id of added) await expect.poll(() => anna.verdict(id)).toBe("fits");
  await anna.act("undo");
  await expect.poll(() => bo.items()).toEqual(ids);

  await ask(anna, "cosy");
  await expect
    .poll(() => anna.page.locator('[data-part="suggestions"]').textContent())
    .toContain("has used its suggestions of today");
  expect(await bo.items()).toEqual(ids);
});
