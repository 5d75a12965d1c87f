// Accessibility checks with axe-core.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import { expect } from "vitest";
import type { Person } from "./planner-page.ts";

const axe = readFileSync(
  fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Returns the violations that axe finds on the current page, as "rule: element". */
export async function faults(person: Person): Promise<string[]> {
  if (!(await person.page.evaluate(() => "axe" in window))) await person.page.evaluate(axe);
  const results: AxeResults = await person.page.evaluate(
    (values) => Reflect.get(window, "axe").run(document, { runOnly: { type: "tag", values } }),
    rules,
  );
  return results.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}`));
}

const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
};

/** Checks a page with axe in dark and light, on a phone and on a desktop; ends in light on a desktop. */
export async function cleanInAllLooks(person: Person, where: string): Promise<void> {
  for (const [screen, size] of Object.entries(sizes)) {
    await person.page.setViewportSize(size);
    for (const colorScheme of ["dark", "light"] as const) {
      await person.page.emulateMedia({ colorScheme });
      expect(await faults(person), `${where}, ${colorScheme} on a ${screen}`).toEqual([]);
    }
  }
}
