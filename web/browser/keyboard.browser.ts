// Tests of keys: on items, the plan, in fields, menus and dialogs, on other keyboards and during composition.

import { expect, test } from "vitest";
import { cdp } from "vitest/browser";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, focused, furnished, inside, put, scale, selected } from "./fixture.ts";
import { press, write } from "./hands.ts";

const home = { x: 2000, y: 1500, rotation: 0 };

/** Like `furnished`, with the focus on the sofa. */
async function onSofa() {
  const { bo, element, id } = await furnished();
  (await drawn(element, id)).focus();
  return { bo, element, id };
}

const moves: [string[], { x: number; y: number; rotation: number }][] = [
  [["ArrowRight"], { ...home, x: 2010 }],
  [["ArrowUp", "ArrowUp"], { ...home, y: 1480 }],
  [["Shift+ArrowLeft", "Shift+ArrowDown"], { ...home, x: 1900, y: 1600 }],
  [["r"], { ...home, rotation: 90 }],
  [["Shift+R", "Shift+R"], { ...home, rotation: 180 }],
  [["Alt+r", "Alt+r"], { ...home, rotation: 30 }],
  [["Alt+Shift+R"], { ...home, rotation: 345 }],
];

test.each(moves)("%j on a piece moves it, and Ctrl+Z takes that back", async (keys, place) => {
  const { bo, element, id } = await onSofa();
  await press(...keys);
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject(place);
  expect(selected(element)).toEqual([id]);
  await press("Control+z");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ ...home, lock: { state: "free" } });
});

test.each(["Delete", "Backspace"])("%s on a piece takes it away, and the keys go on working", async (key) => {
  const { bo, element, id } = await onSofa();
  await press(key);
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(false);
  expect(focused(element)).toBe(inside(element, "svg.plan-drawing"));
  await press("Control+z");
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  await press("Control+Shift+Z");
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(false);
  await press("Control+z");
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  await press("Control+y");
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(false);
});

test("Enter, Space, Shift+Enter, Ctrl+A, Ctrl+D and Escape choose, duplicate and let go", async () => {
  const { bo, element, id } = await onSofa();
  const stool = await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 });
  await drawn(element, stool);
  const some = (...ids: string[]) => expect.poll(() => selected(element)).toEqual(ids.sort());
  await press("Enter");
  await some(id);
  await press("Space");
  await some();
  await press("Shift+Enter");
  await some(id);
  await press("Control+a");
  await some(id, stool);
  await press("Escape");
  await some();
  await press("Control+d");
  await expect.poll(() => bo.snapshot().items.size).toBe(3);
  await expect.poll(() => selected(element).length).toBe(1);
  expect(selected(element)).not.toContain(id);
});

test("on the plan arrows, plus, minus and 0 move the view, and what is selected instead of it", async () => {
  const { bo, element, id } = await furnished();
  inside(element, "svg.plan-drawing").focus();
  const whole = scale(element);
  const [x, y] = element.toScreen([0, 0]);
  await press("ArrowRight", "Shift+ArrowDown");
  expect(element.toScreen([0, 0])[0]).toBeCloseTo(x - 60, 5);
  expect(element.toScreen([0, 0])[1]).toBeCloseTo(y - 60, 5);
  await press("+");
  expect(scale(element)).toBeCloseTo(whole * 1.25, 5);
  await press("-", "-");
  expect(scale(element)).toBeCloseTo(whole / 1.25, 5);
  await press("0");
  expect(scale(element)).toBeCloseTo(whole, 5);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });

  element.select([id]);
  await press("ArrowRight");
  await expect.poll(() => bo.snapshot().items.get(id)?.x).toBe(2010);
  await press("Escape", "Escape");
  await expect.poll(() => selected(element)).toEqual([]);
});

test("with Alt, keys are the browser's", async () => {
  const { bo, element, id } = await onSofa();
  await press("Alt+Delete", "Alt+ArrowRight", "r");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ ...home, rotation: 90 });
  expect(selected(element)).toEqual([id]);
});

test("the plan is one stop of Tab; page keys go round all pieces and the drawing", async () => {
  const { bo, element, id } = await onSofa();
  const stool = await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 });
  await drawn(element, stool);
  const stops = () => count(element, '.plan-drawing[tabindex="0"], .plan-drawing [tabindex="0"]');
  const at = () => focused(element)?.getAttribute("data-item") ?? focused(element)?.localName;
  const seen = [at()];
  for (const key of ["PageDown", "PageDown", "PageDown", "PageUp", "PageUp"]) {
    await press(key);
    expect(stops()).toBe(1);
    seen.push(at());
  }
  expect(seen).toEqual([id, stool, "svg", id, "svg", stool]);
  await press("Tab");
  expect(focused(element)?.closest(".plan-drawing") ?? null).toBeNull();
  await press("Shift+Tab");
  expect(at()).toBe(stool);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
});

/** Expects the room's only item to be unchanged; first waits until a later change has arrived. */
async function untouched(bo: Room, element: HomstylePlanner, id: string): Promise<void> {
  expect(selected(element)).toEqual([id]);
  const later = await element.add("stool.kotten");
  await expect.poll(() => bo.snapshot().items.has(later)).toBe(true);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
  expect(bo.snapshot().items.size).toBe(2);
}

const keys = ["Delete", "Backspace", "r", "Shift+R", "ArrowRight", "Control+d", "Control+y", "0", "+", "-"];
const fields = ['input[type="search"]', ".bar-name", '[data-field="x"]', '[data-field="angle"]'];

test.each(fields)("in the field %s keys are the field's", async (selector) => {
  const { bo, element, id } = await furnished();
  element.select([id]);
  await expect.poll(() => count(element, selector)).toBe(1);
  const whole = scale(element);
  const field = inside(element, selector) as HTMLInputElement;
  const { value } = field;
  field.focus();
  await press("End", "a", "b", ...keys, "Control+z");
  expect(focused(element)).toBe(field);
  expect(field.value).not.toBe(value);
  expect(scale(element)).toBeCloseTo(whole, 5);
  field.value = value;
  await untouched(bo, element, id);
});

test("in a menu keys are the menu's, and Escape closes that alone", async () => {
  const { bo, element, id } = await furnished();
  element.select([id]);
  const button = inside(element, '[data-menu="more"]');
  button.focus();
  await press("Enter");
  await expect.poll(() => focused(element)?.getAttribute("role")).toMatch(/^menuitem/);
  await press("Delete", "Backspace", "r", "ArrowRight", "ArrowDown", "ArrowUp", "PageDown", "0");
  expect(focused(element)?.getAttribute("role")).toMatch(/^menuitem/);
  await press("Escape");
  await expect.poll(() => count(element, "[role=menu]")).toBe(0);
  expect(focused(element)).toBe(button);
  await untouched(bo, element, id);
});

test("in a dialog keys are the dialog's, and Escape closes that alone", async () => {
  const { bo, element, id } = await furnished();
  element.select([id]);
  inside(element, '[data-menu="more"]').click();
  await expect.poll(() => count(element, "[data-action=help]")).toBe(1);
  inside(element, "[data-action=help]").click();
  await expect.poll(() => count(element, "dialog[open] kbd")).toBeGreaterThan(10);
  await press("Delete", "Backspace", "r", "ArrowRight", "Control+z", "Control+d");
  expect(count(element, "dialog[open]")).toBe(1);
  await press("Escape");
  await expect.poll(() => count(element, "dialog[open]")).toBe(0);
  await untouched(bo, element, id);
});

test("on a button undo and duplicate work, and Delete only beside what is selected", async () => {
  const { bo, element, id } = await onSofa();
  await press("Enter");
  await expect.poll(() => count(element, '[data-action="rotate-left"]')).toBe(1);
  const card = inside(element, '.card[data-product="sofa.klinte"]');
  card.focus();
  await press("Delete", "Control+d");
  await expect.poll(() => bo.snapshot().items.size).toBe(2);
  expect(bo.snapshot().items.has(id)).toBe(true);
  await press("Control+z");
  await expect.poll(() => bo.snapshot().items.size).toBe(1);
  element.select([id]);
  await expect.poll(() => count(element, '[data-action="rotate-left"]')).toBe(1);
  inside(element, '[data-action="rotate-left"]').focus();
  await press("Delete");
  await expect.poll(() => bo.snapshot().items.size).toBe(0);
  // The focused button is gone; the focus moves to the plan, so that keys still work.
  await expect.poll(() => focused(element)).toBe(inside(element, "svg.plan-drawing"));
});

test("buttons tell assistive technology their keys", async () => {
  const { element, id } = await furnished();
  element.select([id]);
  await expect.poll(() => count(element, ".inspector [aria-keyshortcuts]")).toBe(4);
  const told = [...(element.shadowRoot?.querySelectorAll("[aria-keyshortcuts]") ?? [])].map((button) => [
    button.getAttribute("data-action"),
    button.getAttribute("aria-keyshortcuts"),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    undo: "Control+Z",
    redo: "Control+Shift+Z Control+Y",
    "zoom-in": "Plus =",
    "zoom-out": "- _",
    fit: "0",
    "rotate-left": "Shift+R Alt+Shift+R",
    "rotate-right": "R Alt+R",
    duplicate: "Control+D",
    delete: "Delete Backspace",
  });
});

/** Presses a key of another keyboard layout. */
async function pressForeign(key: string, code: string, modifiers = 0): Promise<void> {
  await cdp().send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code, modifiers });
  await cdp().send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers });
}

const alphabets: [string, string, string][] = [
  ["Russian", "к", "я"],
  ["Greek", "ρ", "ζ"],
  ["Hebrew", "ר", "ז"],
];

test.each(alphabets)("shortcuts work on a %s keyboard", async (_, r, z) => {
  const { bo, id } = await onSofa();
  await pressForeign(r, "KeyR");
  await expect.poll(() => bo.snapshot().items.get(id)?.rotation).toBe(90);
  const control = 2;
  await pressForeign(z, "KeyZ", control);
  await expect.poll(() => bo.snapshot().items.get(id)?.rotation).toBe(0);
});

test.each([".bar-name", '[data-field="x"]'])(
  "in %s Enter and Escape end what an input method composes, and no more",
  async (selector) => {
    const { element, id } = await furnished();
    element.select([id]);
    await expect.poll(() => count(element, selector)).toBe(1);
    const field = inside(element, selector) as HTMLInputElement;
    field.focus();
    field.select();
    const composing: boolean[] = [];
    field.addEventListener("keydown", (event) => composing.push(event.isComposing));
    for (const key of ["Enter", "Escape"]) {
      await cdp().send("Input.imeSetComposition", { text: "へや", selectionStart: 2, selectionEnd: 2 });
      await pressForeign(key, key);
      expect(focused(element), key).toBe(field);
      expect(field.value).toBe("へや");
    }
    expect(composing).toEqual([true, true]);
    await write("へや");
    await press("Enter");
    // Enter submits now: the name's field loses the focus, and a text that is no length is refused.
    const left = focused(element) !== field;
    expect([left, field.getAttribute("aria-invalid")]).toEqual(
      selector === ".bar-name" ? [true, null] : [false, "true"],
    );
  },
);

test("a viewer's keys look, and change nothing", async () => {
  const { bo, element, id } = await furnished({ "token-url": "/token?role=viewer" });
  (await drawn(element, id)).focus();
  await press("ArrowRight", "r", "Delete", "Control+d", "Enter");
  await expect.poll(() => selected(element)).toEqual([id]);
  const later = await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 });
  await drawn(element, later);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1, lock: { state: "free" } });
  expect(bo.snapshot().items.size).toBe(2);
});
