// The planner in other languages: every panel, menu and dialog, with numbers in the language's format.

import { expect } from "vitest";
import { de } from "../src/i18n/de.ts";
import { pages as dePages } from "../src/i18n/pages/de.ts";
import { pages as svPages } from "../src/i18n/pages/sv.ts";
import { sv } from "../src/i18n/sv.ts";
import { type Piece, test } from "./fixture.ts";
import { tourOfDialogs, tourOfEditor } from "./tour.ts";
import { englishAmong, said } from "./words.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 90 }];
/** Overlaps the sofa, so that both have findings. */
const table: Piece = ["table.alvik", { x: 2500, y: 2600, z: 0, rotation: 0 }];

const languages = [
  {
    tag: "sv-SE",
    language: "sv",
    texts: { ...sv, pages: svPages },
    label: "Klinte tresitssoffa, 218 cm gånger 93 cm",
    total: "10 380 kr",
    metres: "2,18",
  },
  {
    tag: "de-DE",
    language: "de",
    texts: { ...de, pages: dePages },
    label: "Klinte Dreisitzer-Sofa, 218 cm mal 93 cm",
    total: "10.380 SEK",
    metres: "2,18",
  },
] as const;

test.for(languages)(
  "nothing is left in English for who reads $tag, and numbers are written as there",
  async ({ tag, language, texts, label, total, metres }, { house }) => {
    const english = englishAmong(texts, language);
    const { room, ids } = await house.room(sofa, table);
    const [id = ""] = ids;
    const anna = await house.visit(room, "Anna", { locale: tag, role: "owner" });
    const { page } = anna;
    const clean = async (where: string) => expect(english(await said(anna)), where).toEqual([]);
    const plain = (text: string | null) => (text ?? "").replace(/\s/gu, " ");
    // This test relies on English being detected.
    expect(english(["Furniture", "Add Klinte:", "three-seat sofa", "Klinte"])).toHaveLength(3);

    await expect.poll(() => anna.verdict(id)).toBe("blocked");
    const name = await page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label");
    expect(name).toContain(label);
    await anna.pick(id);
    await expect.poll(() => anna.selected()).toEqual([id]);
    await clean("a piece that is selected");
    await anna.choose("units-m");
    await expect.poll(() => page.locator(".inspector").textContent()).toContain(metres);
    for (const tab of ["furniture", "room", "fit", "cart", "people"] as const) {
      await anna.open(tab);
      await clean(tab);
      if (tab === "cart") expect(plain(await page.locator("[data-total]").textContent())).toContain(total);
    }
    await tourOfDialogs(anna, clean);
    await tourOfEditor(anna, clean);
  },
);
