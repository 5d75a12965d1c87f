// The dialog: how it is closed, and what happens to the focus and to keys.

import { html } from "lit-html";
import { beforeEach, expect, test, vi } from "vitest";
import { Dialog, type DialogContent } from "../../src/ui/dialog.ts";
import { press } from "../hands.ts";

let dialog: Dialog;
let opener: HTMLButtonElement;
const heard = vi.fn();

beforeEach(() => {
  heard.mockClear();
  dialog = new Dialog();
  opener = document.createElement("button");
  const page = document.createElement("div");
  page.append(opener, dialog.element);
  page.addEventListener("keydown", (event) => heard(event.key));
  document.body.replaceChildren(page);
  opener.focus();
  show("ask");
});

function content(name: string, text = name): DialogContent {
  return { name, title: `${name}?`, closeLabel: "Close", body: html`<p>${text}</p><input />` };
}

function show(name: string): void {
  dialog.show(content(name));
}

const inside = (selector: string) => dialog.element.querySelector<HTMLElement>(selector);

test("has a name, a title and the focus, and takes another content while it is open", () => {
  expect(dialog.shown).toBe("ask");
  expect([dialog.element.ariaLabel, inside("h2")?.textContent]).toEqual(["ask?", "ask?"]);
  expect(dialog.element.contains(document.activeElement)).toBe(true);
  show("tell");
  expect([dialog.shown, inside("p")?.textContent]).toEqual(["tell", "tell"]);
});

test("is drawn anew while it is open, and an answer that comes after it was closed does not open it", () => {
  dialog.update(content("ask", "answered"));
  expect(inside("p")?.textContent).toBe("answered");
  dialog.update(content("tell"));
  expect([dialog.shown, inside("p")?.textContent]).toEqual(["ask", "answered"]);
  dialog.close();
  dialog.update(content("ask", "late"));
  expect([dialog.shown, dialog.element.open]).toEqual([undefined, false]);
});

const ways: [string, () => unknown][] = [
  ["its button", () => inside("[data-action=close-dialog]")?.click()],
  ["Escape", () => press("Escape")],
  [
    "a press beside it",
    () => dialog.element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })),
  ],
];

test.each(ways)("%s closes it, gives the focus back, and leaves nothing in it", async (_, close) => {
  await close();
  await expect.poll(() => dialog.element.childElementCount).toBe(0);
  expect([dialog.shown, document.activeElement]).toEqual([undefined, opener]);
});

test("a press in it does not close it, and its keys are its own", async () => {
  inside("input")?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  inside("input")?.focus();
  await press("a", "Delete");
  expect(dialog.shown).toBe("ask");
  expect(heard).not.toHaveBeenCalled();
});
