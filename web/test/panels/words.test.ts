import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LockView } from "../../src/client/index.ts";
import { en } from "../../src/i18n/en.ts";
import { pages } from "../../src/i18n/pages/en.ts";
import { Announcer, merged } from "../../src/panels/announcer.ts";
import { initials, inOrder, mayInvite } from "../../src/panels/display-names.ts";
import { fileName } from "../../src/panels/files.ts";
import { lockNote } from "../../src/panels/inspector.ts";
import { readPrice } from "../../src/panels/parse-price.ts";
import { type Toast, withToast } from "../../src/panels/toast-list.ts";

const words = pages.typed;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("what comes close together is spoken as one", () => {
  const spoken: string[] = [];
  const announcer = new Announcer(
    (text) => spoken.push(text),
    () => en.panels.others,
  );
  for (const text of ["Bo moved Klinte.", "Bo moved Klinte.", "Cy added Tallö."]) announcer.say(text);
  expect(spoken).toEqual([]);
  vi.runAllTimers();
  expect(spoken).toEqual(["Bo moved Klinte. Cy added Tallö."]);
  announcer.say("Bo moved Klinte.");
  vi.runAllTimers();
  expect(spoken).toHaveLength(2);
});

test("CL6 that nobody else can move it is said of a live lease alone; what waits for the line is kept here", () => {
  const { inspector: say } = pages;
  const expiresAt = 1_000;
  const note = (lock: LockView, waits: boolean) => lockNote(pages, lock, waits);
  expect(note({ state: "mine", expiresAt }, false)).toBe(say.mine);
  expect(note({ state: "mine" }, false)).toBe("");
  expect(note({ state: "free" }, false)).toBe("");
  expect(note({ state: "expiring", expiresAt }, false)).toBe(say.expiring);
  const own: LockView[] = [
    { state: "free" },
    { state: "mine" },
    { state: "mine", expiresAt },
    { state: "expiring", expiresAt },
  ];
  for (const lock of own) expect(note(lock, true)).toBe(say.kept);
  for (const waits of [true, false]) expect(note({ state: "lost", name: "Bo" }, waits)).toContain("Bo");
});

test("an announcer that was stopped says nothing more", () => {
  const spoken: string[] = [];
  const announcer = new Announcer(
    (text) => spoken.push(text),
    () => en.panels.others,
  );
  announcer.say("Bo moved Klinte.");
  announcer.stop();
  vi.runAllTimers();
  expect(spoken).toEqual([]);
});

test("past three sentences the rest is counted", () => {
  expect(merged(["a.", "b.", "c.", "d."], en.panels.others)).toBe("b. c. d. And one more change.");
  expect(merged(["a.", "b.", "a.", "a."], en.panels.others)).toBe("b. a.");
});

const toast = (id: number, urgent = false, text = `word ${id}`): Toast => ({ id, text, urgent });

test("a repeated message stands once, at the end", () => {
  const all = [toast(1), toast(2), toast(3, false, "word 1")].reduce(withToast, [] as readonly Toast[]);
  expect(all.map((t) => t.id)).toEqual([2, 3]);
});

test("what is urgent outlives what is not, and the last one is always there", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (kinds) => {
      const toasts = kinds.map((urgent, i) => toast(i, urgent));
      const shown = toasts.reduce(withToast, [] as readonly Toast[]);
      expect(shown.length).toBe(Math.min(3, kinds.length));
      expect(shown.at(-1)).toBe(toasts.at(-1));
      const urgent = toasts.filter((t) => t.urgent).slice(-2);
      for (const t of urgent) expect(shown).toContain(t);
    }),
  );
});

test.each([
  ["8490", { value: 849_000 }],
  ["8 490 kr", { value: 849_000 }],
  ["SEK 8,490", { value: 849_000 }],
  ["8.490,50 kr", { value: 849_050 }],
  ["749.5", { value: 74_950 }],
  ["", { value: undefined }],
  ["cheap", { why: pages.typed.price }],
])("the price %j is %j", (text, wanted) => {
  expect(readPrice(text, 100, words)).toEqual(wanted);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["bo", "B"],
  ["Åsa von Öst", "ÅÖ"],
  ["🦊 fox", "🦊F"],
  ["", "?"],
])("the initials of %j are %s", (name, wanted) => {
  expect(initials(name)).toBe(wanted);
});

test("a room's name becomes one that any file may have", () => {
  expect(fileName("Åsas / rum: 2", "room")).toBe("Åsas-rum-2");
  expect(fileName("../..", "room")).toBe("room");
});

test("AC10 a viewer is not offered to invite", () => {
  for (const role of ["editor", "owner"] as const) expect(mayInvite({ role })).toBe(true);
  expect(mayInvite({ role: "viewer" })).toBe(false);
  expect(mayInvite(undefined)).toBe(true);
});

test.each([
  ["en", ["Zoe", "Åke", "Anna", "Örjan", "Zlatan"]],
  ["sv", ["Zoe", "Anna", "Zlatan", "Åke", "Örjan"]],
])("PR1 in %s you come first, then the others as that language orders names", (lang, names) => {
  const here = ["Zoe", "Örjan", "Anna", "Zlatan", "Åke"].map((name, i) => {
    return { id: `p${i}`, name, role: "editor", colour: i, you: i === 0 } as const;
  });
  expect(inOrder(here, lang).map((p) => p.name)).toEqual(names);
});
