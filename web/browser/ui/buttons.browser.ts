// Buttons with a label, and with only an icon.

import { render, type TemplateResult } from "lit-html";
import { expect, test, vi } from "vitest";
import { button } from "../../src/ui/button.ts";
import { iconButton } from "../../src/ui/icon-button.ts";

function shown(template: TemplateResult, form = document.createElement("form")): HTMLButtonElement {
  document.body.replaceChildren(form);
  render(template, form);
  return form.querySelector("button") as HTMLButtonElement;
}

test("a button does what it says, and submits no form", () => {
  const run = vi.fn();
  const submitted = vi.fn((event: Event) => event.preventDefault());
  const form = document.createElement("form");
  form.addEventListener("submit", submitted);
  const one = shown(button({ label: "Save", action: "save", kind: "primary", icon: "check", run }), form);
  one.click();
  expect([run.mock.calls.length, submitted.mock.calls.length]).toEqual([1, 0]);
  expect([one.textContent?.trim(), one.dataset.action]).toEqual(["Save", "save"]);
  expect(one.querySelectorAll("svg.icon").length).toBe(1);
});

test("a button without a handler of its own submits its form", () => {
  const submitted = vi.fn((event: Event) => event.preventDefault());
  const form = document.createElement("form");
  form.addEventListener("submit", submitted);
  shown(button({ label: "Save", action: "save" }), form).click();
  expect(submitted).toHaveBeenCalledOnce();
});

test("an icon's label is its name and its tooltip; a plain one is no switch and opens nothing", () => {
  const plain = { label: "Undo", icon: "undo", action: "undo", run: () => {} } as const;
  const one = shown(iconButton(plain));
  expect([one.ariaLabel, one.title, one.ariaPressed, one.ariaExpanded, one.ariaKeyShortcuts]).toEqual([
    "Undo",
    "Undo",
    null,
    null,
    null,
  ]);
  const two = shown(
    iconButton({ ...plain, pressed: false, expanded: true, keys: "Control+Z", disabled: true }),
  );
  expect([two.ariaPressed, two.ariaExpanded, two.ariaKeyShortcuts, two.disabled]).toEqual([
    "false",
    "true",
    "Control+Z",
    true,
  ]);
});
