// The timeline's bar and dialogs.

import { render } from "lit-html";
import { expect, test } from "vitest";
import type { HistoryContext } from "../src/history/context.ts";
import { askName } from "../src/history/dialogs.ts";
import { sheets } from "../src/history/index.ts";
import { timelineBar } from "../src/history/timeline-bar.ts";
import { en as texts } from "../src/i18n/en.ts";
import type { PageTexts } from "../src/i18n/index.ts";
import { pages as de } from "../src/i18n/pages/de.ts";
import { pages as en } from "../src/i18n/pages/en.ts";
import { pages as sv } from "../src/i18n/pages/sv.ts";
import { dress } from "../src/styles/sheets.ts";
import { Dialog } from "../src/ui/dialog.ts";
import { inside, newRoom, open } from "./fixture.ts";

function contextOf(words: PageTexts, lang: string, timeline: object): HistoryContext {
  const scene = { lang, texts, items: new Map(), peers: [], you: { role: "owner" } };
  const open = { selection: new Set(), now: 0, ask: () => {}, close: () => {} };
  return { timeline, scene, words: words.timeline, ...open } as unknown as HistoryContext;
}

test("who names a moment types into the field at once", () => {
  const context = contextOf(en, "en", { step: undefined, log: { steps: [] } });
  const dialog = new Dialog();
  document.body.append(dialog.element);
  dialog.show({ name: "name", closeLabel: "Close", ...askName(context, dialog.close) });
  expect(document.activeElement?.getAttribute("name")).toBe("name");
});

const restored = {
  stops: [],
  moments: [],
  names: ["Anna", "Bo"],
  knob: 0,
  speed: 1,
  log: { steps: [] },
  filter: { name: undefined, item: undefined },
  cost: 1.25,
  outcome: { kind: "restored", at: 0, back: false, result: { changed: 12, kept: [{}, {}] } },
};

/** Opens a planner with the timeline's bar after a restore; returns the boxes of its text and undo button. */
async function afterRestore(width: number, lang: string, texts: PageTexts) {
  const element = await open(newRoom(), { lang });
  element.style.width = `${width}px`;
  const { shadowRoot } = element;
  if (!shadowRoot) throw new Error("no shadow root");
  dress(shadowRoot, ...sheets);
  const bar = document.createElement("section");
  bar.className = "timeline";
  bar.style.cssText = "position: absolute; inset: auto 0 0 0; background: white";
  inside(element, ".planner").append(bar);
  render(timelineBar(contextOf(texts, lang, restored)), bar);
  const boxOf = (selector: string) => inside(element, selector).getBoundingClientRect();
  return { words: boxOf(".timeline-outcome > span"), back: boxOf("[data-action=undo-restore]") };
}

const languages: [string, PageTexts][] = [
  ["en", en],
  ["de", de],
  ["sv", sv],
];

for (const width of [810, 1200])
  test.each(languages)(
    `in a planner of ${width} pixels (%s) the way back stands beside what a restore did`,
    async (lang, texts) => {
      const { words, back } = await afterRestore(width, lang, texts);
      expect(words.width).toBeGreaterThan(240);
      expect(back.left).toBeGreaterThanOrEqual(words.right);
      expect(Math.abs(back.top + back.bottom - words.top - words.bottom)).toBeLessThan(4);
    },
  );

test.each(languages)("on a phone (%s) it stands below it", async (lang, texts) => {
  const { words, back } = await afterRestore(390, lang, texts);
  expect(words.width).toBeGreaterThan(300);
  expect(back.top).toBeGreaterThanOrEqual(words.bottom);
});
