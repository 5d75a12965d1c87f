// The compiler proves that no key is missing; these tests prove that the texts are not empty or forgotten.

import { describe, expect, test } from "vitest";
import {
  languages,
  loadPageTexts,
  nearest,
  type PageTexts,
  pageTexts,
  type Texts,
  textsOf,
} from "../../src/i18n/index.ts";
import { recommendTextsOf } from "../../src/i18n/recommend/index.ts";
import { roomPanelTextsOf } from "../../src/i18n/room-panel/index.ts";
import { type Finding, mounts } from "../../src/model/index.ts";

/** All texts, in the parts in which they are loaded. */
type AllTexts = Texts & { pages: PageTexts; roomPanel: unknown; recommend: unknown };

const dictionaries = new Map<string, AllTexts>();
for (const language of languages) {
  await loadPageTexts(language);
  const roomPanel = await roomPanelTextsOf(language);
  const recommend = await recommendTextsOf(language);
  const pages = pageTexts(language);
  dictionaries.set(language, { ...(await textsOf(language)), pages, roomPanel, recommend });
}
const en = dictionaries.get("en") as AllTexts;
const others = [...dictionaries].filter(([language]) => language !== "en");

/** Returns every entry with its path. */
function entries(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    entries(inner, path === "" ? key : `${path}.${key}`),
  );
}

/** Texts that are rightly the same as in English. */
const alike: Readonly<Record<string, readonly string[]>> = {
  sv: ["Ctrl", "Filter", "PgDn", "PgUp"],
  de: ["Filter", "Position", "Sofa"],
};

/** Calls an entry with distinguishable arguments, made by `argument` from their index. */
function said(entry: (...args: never[]) => unknown, argument: (i: number) => unknown): string {
  return String(entry(...(Array.from({ length: arity(entry) }, (_, i) => argument(i)) as never[])));
}

/** Returns the number of arguments of an entry; three for one with rest or default parameters alone. */
function arity(entry: (...args: never[]) => unknown): number {
  return entry.length || 3;
}

/** Paths of texts that may leave out arguments, e.g. what was changed in the plan. */
const unsaid: readonly string[] = [
  "news.plan",
  "pages.editor.outlineHint",
  "pages.editor.scaleHint",
  "pages.editor.wallHint",
];

describe.each([...dictionaries])("in %s", (_, texts) => {
  const functions = entries(texts).filter(
    (e): e is [string, (...args: never[]) => unknown] => typeof e[1] === "function" && e[0] !== "fit.say",
  );

  test.each(functions)("%s says all that it is given", (path, entry) => {
    if (unsaid.includes(path)) return;
    // Numbers that are plural, and whose digits are in no text.
    const argument = (i: number) => 7341 + i * 1111;
    const text = said(entry, argument);
    for (let i = 0; i < arity(entry); i++) expect(text).toContain(String(argument(i)));
  });

  test.each(functions)("%s reads well for one and for many", (_, entry) => {
    for (const count of [0, 1, 2]) {
      const text = said(entry, () => count);
      expect(text).not.toMatch(/undefined|NaN|\[object|\s\s|^\s|\s$/);
    }
  });

  test("no entry is empty, and none has a space too many", () => {
    for (const [path, value] of entries(texts)) {
      if (typeof value === "string") expect(value, path).toMatch(/^\S(?:.*\S)?$/);
      if (typeof value === "string") expect(value, path).not.toContain("  ");
    }
  });

  test("guests have eight names or more, each its own", () => {
    expect(new Set(texts.guests).size).toBeGreaterThanOrEqual(8);
  });
});

describe.each(others)("in %s", (language, texts) => {
  test("nothing is left in English", () => {
    const english = new Map(entries(en));
    const same = entries(texts).filter(
      ([path, value]) => typeof value === "string" && english.get(path) === value,
    );
    const forgotten = same.filter(([, value]) => !alike[language]?.includes(String(value)));
    expect(forgotten).toEqual([]);
  });

  test("functions take the same arguments", () => {
    const english = new Map(entries(en));
    for (const [path, value] of entries(texts)) {
      const original = english.get(path);
      expect(typeof value, path).toBe(typeof original);
      if (typeof value === "function" && typeof original === "function" && path !== "fit.say") {
        expect(value.length, path).toBe(original.length);
      }
    }
  });
});

describe("findings", () => {
  const gap = [
    [0, 0],
    [1, 1],
  ] as const satisfies readonly unknown[];
  const sides = ["front", "back", "left", "right"] as const;
  const ways = ["door", "corridor", "stairs", "lift", "room-door"] as const;
  const findings: readonly Finding[] = [
    { code: "overlap", verdict: "blocked", with: "other" },
    { code: "outside", verdict: "blocked" },
    { code: "wall", verdict: "blocked" },
    { code: "ceiling", verdict: "blocked", height: 2360, ceiling: 2300 },
    { code: "slope", verdict: "tight", height: 1870, ceiling: 1810 },
    ...mounts
      .filter((mount) => mount !== "floor-or-top")
      .map((mount): Finding => ({ code: "unsupported", verdict: "blocked", mount })),
    { code: "headroom", verdict: "tight", height: 1640 },
    { code: "fixture", verdict: "blocked", fixture: "f", kind: "pillar" },
    { code: "fixture", verdict: "blocked", fixture: "f", kind: "radiator" },
    { code: "radiator", verdict: "tight", fixture: "f", free: 34, needs: 100 },
    { code: "socket", verdict: "tight", fixture: "f" },
    { code: "door-swing", verdict: "blocked", door: "d" },
    { code: "door-way", verdict: "blocked", door: "d" },
    { code: "window", verdict: "tight", window: "w" },
    { code: "walkway", verdict: "tight", width: 612, needs: 75, gap: [[...gap[0]], [...gap[1]]] },
    { code: "walkway", verdict: "tight", width: 812, needs: 90, gap: [[...gap[0]], [...gap[1]]] },
    ...sides.map((side): Finding => ({ code: "clearance", verdict: "tight", side, free: 123, needs: 456 })),
    ...ways.flatMap((at): Finding[] => [
      { code: "delivery", verdict: "blocked", at, package: 3, needs: 987, has: 654 },
      { code: "delivery", verdict: "tight", at, package: 3, needs: 654, has: 660 },
    ]),
    { code: "delivery-unknown", verdict: "fits" },
  ];

  test.each([...dictionaries])("are sentences in %s, each its own, with every number", (lang, texts) => {
    const sentences = findings.map((f) => texts.fit.say(f, { units: "cm", lang }, () => "Klinte"));
    expect(new Set(sentences).size).toBe(findings.length);
    for (const [i, f] of findings.entries()) {
      const sentence = sentences[i] ?? "";
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      if (f.code === "overlap") expect(sentence).toContain("Klinte");
      for (const [key, value] of Object.entries(f)) {
        if (typeof value !== "number") continue;
        const mm = f.code === "walkway" && key === "needs" ? value * 10 : value;
        const shown =
          key === "package" ? String(value) : String(mm / 10).replace(".", lang === "en" ? "." : ",");
        expect(sentence).toContain(shown);
      }
    }
  });
});

test.each([
  ["sv", "sv"],
  ["sv-FI", "sv"],
  ["DE-at", "de"],
  ["en-US", "en"],
  ["fi", "en"],
  ["", "en"],
])("the nearest language to %j is %s", (tag, language) => {
  expect(nearest(tag)).toBe(language);
});
