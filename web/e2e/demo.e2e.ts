// The demonstration page: two people of one page, and what they use.

import { expect, onTestFinished } from "vitest";
import { House, type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("two people on one page move a sofa, and the meter counts messages, writes and money", async ({
  browserPath,
}) => {
  const house = await House.open(browserPath, { UsageSample: "1" });
  onTestFinished(() => house.close());
  const { room } = await house.room(sofa);
  const { page } = await house.visit(room, "Viewer", { path: "/demo.html", arrive: false });
  const [anna, bo] = [page.locator("homstyle-planner").first(), page.locator("homstyle-planner").last()];
  const placeIn = (planner: typeof anna) =>
    planner.locator('svg [data-item^="sofa"], svg [data-item]').first().getAttribute("transform");
  const cell = (label: string) => page.locator(`#meter div:has(dt:text-is("${label}")) dd`);
  await expect.poll(() => page.locator("figcaption").allTextContents()).toEqual(["Anna", "Bo"]);
  await expect.poll(() => placeIn(bo)).not.toBeNull();
  const before = await placeIn(bo);

  const piece = await anna.locator("svg [data-item]").first().boundingBox();
  if (!piece) throw new Error("The sofa is not drawn.");
  const [x, y] = [piece.x + piece.width / 2, piece.y + piece.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 80, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => placeIn(bo)).not.toBe(before);
  await expect.poll(() => placeIn(bo)).toBe(await placeIn(anna));

  const numberOf = async (label: string) => Number.parseFloat((await cell(label).textContent()) ?? "");
  await expect.poll(() => numberOf("Messages in")).toBeGreaterThan(3);
  await expect.poll(() => numberOf("Table writes")).toBeGreaterThan(1);
  expect(await cell("Cost so far").textContent()).toMatch(/^\$0\.0000\d/);

  await page.getByRole("button", { name: "Close both" }).click();
  await expect.poll(() => house.stack.peers(room)).toEqual([]);
  await expect.poll(() => cell("Now").textContent(), { timeout: 20_000 }).toBe("$0 a minute");
  await page.getByRole("button", { name: "Open both again" }).click();
  await expect.poll(() => placeIn(bo)).toBe(await placeIn(anna));
  expect(await placeIn(bo)).not.toBe(before);
});
