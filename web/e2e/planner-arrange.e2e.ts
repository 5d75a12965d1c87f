// The room arranges itself, and what goes with a piece is found: by one person, as another sees it.

import type { Worker } from "playwright-core";
import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

/** Pieces in one heap. */
const heap: Piece[] = ["sofa.klinte", "table.bjorknas", "tv.bildsta", "shelf.lovsta"].map((product) => [
  product,
  { x: 2400, y: 2000, z: 0, rotation: 0 },
]);
const armchair: Piece = ["armchair.myrten", { x: 700, y: 600, z: 0, rotation: 0 }];
const sofa: Piece = ["sofa.klinte", { x: 2500, y: 470, z: 0, rotation: 0 }];

/** Returns the verdicts of all items on the plan, without repetition. */
async function verdicts(person: Person): Promise<(string | undefined)[]> {
  const all = await person.page
    .locator("svg [data-item]")
    .evaluateAll((items) => items.map((g) => (g instanceof SVGElement ? g.dataset.verdict : undefined)));
  return [...new Set(all)];
}

test("AR1 AR3 AR6 AR9 one press arranges the room for both, but not what somebody holds, and is one undo", async ({
  house,
}) => {
  const { room, ids } = await house.room(...heap, armchair);
  const chair = ids.at(-1) ?? "";
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await expect.poll(() => anna.items()).toHaveLength(ids.length);
  const before = await anna.places();
  await bo.grab(chair);
  await expect.poll(() => anna.lock(chair)).toBe("held by Bo");

  const workers: Worker[] = [];
  anna.page.on("worker", (worker) => workers.push(worker));
  await anna.open("room");
  await anna.act("arrange");
  await anna.page.locator('[data-action="arrange-again"]').waitFor({ timeout: 20_000 });
  expect(await anna.page.locator(".arrange-layout svg.layout-picture").count()).toBe(3);
  expect(workers.map((worker) => new URL(worker.url()).pathname)).toEqual([
    expect.stringMatching(/^\/assets\/layouts-worker-.*\.js$/),
  ]);
  expect(anna.page.workers()).toEqual([]);
  await anna.act("use-layout");
  const moved = async () => {
    const stored = await house.stack.stored(room);
    return ids.filter((id) => stored.get(id)?.x !== before[id]?.x || stored.get(id)?.y !== before[id]?.y);
  };
  await expect.poll(moved).toEqual(ids.filter((id) => id !== chair));
  await bo.press("Escape");
  await bo.drop();
  await expect.poll(() => anna.lock(chair)).toBe("free");
  await expect.poll(() => verdicts(bo)).toEqual(["fits"]);
  expect(await bo.places()).toEqual(await anna.places());

  await anna.act("undo");
  await expect.poll(() => bo.places()).toEqual(before);
});

test("RC2 RC3 what goes with the sofa is put where it fits by keys, and the other has it, until it is undone", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.pick(id);
  const offers = anna.page.locator('[data-recommended="goesWith"] button');
  await expect.poll(() => offers.count(), { timeout: 20_000 }).toBeGreaterThan(0);
  const product = await offers.first().getAttribute("data-product");
  expect(await offers.first().locator(".recommended-why").textContent()).toMatch(/Klinte|missing/);
  await anna.tabTo('[data-recommended="goesWith"] button');
  await anna.press("Enter");
  await expect.poll(() => bo.items()).toHaveLength(2);
  const [added = ""] = (await bo.items()).filter((each) => each !== id);
  await expect.poll(() => anna.verdict(added)).toBe("fits");
  expect((await house.stack.stored(room)).get(added)).toMatchObject({ product });
  await anna.act("undo");
  await expect.poll(() => bo.items()).toEqual([id]);
});
