import { expect, test } from "vitest";
import { pages as german } from "../../src/i18n/pages/de.ts";
import { pages as english } from "../../src/i18n/pages/en.ts";
import { pages as swedish } from "../../src/i18n/pages/sv.ts";
import { highOpeningTexts } from "../../src/panels/high-openings.ts";
import { plan } from "../fit/room.ts";

const low = plan({
  ceiling: 2500,
  slopes: [{ id: "l", x: 0, y: 2250, rotation: 270, width: 4500, depth: 2000, low: 1000 }],
  windows: [{ id: "w", x: 0, y: 2250, width: 900, rotation: 90, sill: 400, height: 1200 }],
});

test.each([
  ["en", english, "Window 1, 90 cm, reaches up to 160 cm, but the ceiling is only 100 cm high there."],
  ["de", german, "Fenster 1, 90 cm, reicht bis 160 cm hinauf, die Decke ist dort aber nur 100 cm hoch."],
  ["sv", swedish, "Fönster 1, 90 cm, når upp till 160 cm, men taket är bara 100 cm högt där."],
])("CL12 the panel says in %s what is too high", (lang, words, expected) => {
  const said = highOpeningTexts(low, words, { units: "cm", lang });
  expect(said.map((text) => text.replace(/[\u00a0\u202f]/g, " "))).toEqual([expected]);
});

test("CL12 the panel says nothing of a room without slopes", () => {
  expect(highOpeningTexts(plan({ windows: low.windows }), english, { units: "cm", lang: "en" })).toEqual([]);
});
