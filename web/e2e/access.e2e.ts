// For everyone: what axe finds, what a screen reader is told, and other languages.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { expect } from "vitest";
import { type Piece, test } from "./house.ts";
import type { Person } from "./person.ts";

const sofa: Piece = ["sofa.klinte", { x: 2000, y: 1500, rotation: 0 }];
const axe = readFileSync(
  fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe has against the page as it is, as "rule: element". */
async function faults(person: Person): Promise<string[]> {
  if (!(await person.page.evaluate(() => "axe" in window))) await person.page.evaluate(axe);
  const results: AxeResults = await person.page.evaluate(
    (values) => Reflect.get(window, "axe").run(document, { runOnly: { type: "tag", values } }),
    rules,
  );
  return results.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}`));
}

const desk = { reducedMotion: "reduce" as const };
const looks = [
  { name: "by day on a desk", visit: desk, tabs: ["furniture", "fit", "cart", "people", "room"] as const },
  { name: "by night on a desk", visit: { ...desk, colorScheme: "dark" as const }, tabs: ["fit"] as const },
  {
    name: "on a phone",
    visit: { ...desk, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    tabs: ["furniture"] as const,
  },
];

test.for(looks)(
  "axe finds nothing in the planner's states, $name",
  { timeout: 300_000 },
  async ({ visit, tabs }, { house }) => {
    const { room, ids } = await house.room(sofa);
    const [id = ""] = ids;
    const anna = await house.visit(room, "Anna", { ...visit, role: "owner" });
    await expect.poll(() => anna.verdict(id)).not.toBeNull();
    await anna.pick(id);
    await expect.poll(() => anna.selected()).toEqual([id]);
    expect(await faults(anna), "a piece that is selected").toEqual([]);
    await anna.page.keyboard.press("Escape");
    for (const tab of tabs) {
      await anna.open(tab);
      expect(await faults(anna), tab).toEqual([]);
    }
  },
);

test("who can't see is told what others do, and what a piece is", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await expect.poll(() => anna.people()).toHaveLength(2);
  await bo.drag(id, [3000, 2500]);
  const spoken = anna.page.locator("[aria-live=polite]");
  await expect.poll(async () => (await spoken.allTextContents()).join(" ")).toContain("Bo moved Klinte.");
  await expect
    .poll(() => anna.page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label"))
    .toContain("Klinte");
});
