// The text field: what commits the typed text, what restores the previous one, and what leaves it alone.

import { render } from "lit-html";
import { beforeEach, expect, test, vi } from "vitest";
import { type Field, field } from "../../src/ui/field.ts";
import { inputLeft } from "../../src/ui/input-keys.ts";
import { press, write } from "../hands.ts";

const commit = vi.fn((value: number | undefined): string | undefined =>
  value === 13 ? "Not thirteen." : undefined,
);
const left = vi.fn();
const heard = vi.fn();
let page: HTMLElement;

beforeEach(() => {
  for (const spy of [commit, left, heard]) spy.mockClear();
  page = document.createElement("div");
  const root = page.attachShadow({ mode: "open" });
  document.body.replaceChildren(page);
  root.addEventListener(inputLeft, left);
  page.addEventListener("keydown", (event) => heard(event.key));
});

/** Renders a field for a whole number, and returns its input. */
function show(value: number | undefined, more: Partial<Field> = {}): HTMLInputElement {
  const root = page.shadowRoot as ShadowRoot;
  const read = (text: string) => (/^\d+$/.test(text) ? { value: Number(text) } : { why: "Digits, please." });
  render(field({ label: "Legs", name: "legs", value, write: String, read, commit, ...more }), root);
  return root.querySelector("input") as HTMLInputElement;
}

const problem = () => page.shadowRoot?.querySelector("[role=alert]")?.textContent;
const focused = () => page.shadowRoot?.activeElement ?? null;

test("Enter takes what is typed, once, and goes on", async () => {
  const input = show(4);
  input.focus();
  await write("6");
  await press("Enter");
  expect(commit.mock.calls).toEqual([[6]]);
  expect(left).toHaveBeenCalledOnce();
  expect(focused()).toBe(null);
  expect(input.value).toBe("6");
});

test("leaving takes what is typed, and tells nobody where to go on", async () => {
  show(4).focus();
  await write("6");
  await press("Tab");
  expect(commit.mock.calls).toEqual([[6]]);
  expect(left).not.toHaveBeenCalled();
});

test("the text is selected on focus, and left alone it changes nothing", async () => {
  const input = show(4, { write: (value) => `${value} legs` });
  input.focus();
  expect([input.selectionStart, input.selectionEnd]).toEqual([0, input.value.length]);
  await press("Enter");
  expect(commit).not.toHaveBeenCalled();
  expect(problem()).toBe("");
});

test("Escape takes back what is typed and what was refused, and goes on", async () => {
  const input = show(4);
  input.focus();
  await write("many");
  await press("Tab");
  input.focus();
  expect(problem()).toBe("Digits, please.");
  await press("Escape");
  expect([input.value, problem(), input.hasAttribute("aria-invalid")]).toEqual(["4", "", false]);
  expect(left).toHaveBeenCalledOnce();
  expect(commit).not.toHaveBeenCalled();
});

test.each([
  ["many", "Digits, please."],
  ["13", "Not thirteen."],
])("what is refused, %j, stays where it stands, with the reason below it", async (text, why) => {
  const input = show(4);
  input.focus();
  await write(text);
  await press("Enter");
  show(4);
  expect([input.value, problem(), input.getAttribute("aria-invalid")]).toEqual([text, why, "true"]);
  expect(focused()).toBe(input);
  expect(left).not.toHaveBeenCalled();
  await press("Control+a");
  await write("6");
  await press("Enter");
  expect([problem(), input.hasAttribute("aria-invalid")]).toEqual(["", false]);
  expect(commit).toHaveBeenLastCalledWith(6);
});

test("a peer's change does not overwrite what is typed; Escape brings it", async () => {
  const input = show(4);
  input.focus();
  await write("6");
  show(5);
  expect(input.value).toBe("6");
  await press("Escape");
  expect(input.value).toBe("5");
});

test("a peer's change is shown where nothing is typed, in the place of what was refused, too", async () => {
  const input = show(4);
  input.focus();
  expect(show(5).value).toBe("5");
  await write("many");
  await press("Tab");
  show(7);
  expect([input.value, problem()]).toEqual(["7", ""]);
});

test("what was typed for one thing is not kept for the next, which may have the same value", async () => {
  const input = show(4, { of: "chair" });
  input.focus();
  await write("many");
  await press("Tab");
  show(4, { of: "chair" });
  expect(input.value).toBe("many");
  show(4, { of: "table" });
  expect([input.value, problem()]).toEqual(["4", ""]);
});

test("keys that choose what an input method composes are not the field's", async () => {
  const input = show(4);
  input.focus();
  await write("6");
  for (const key of ["Enter", "Escape"])
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, composed: true }),
    );
  expect([input.value, focused()]).toEqual(["6", input]);
  expect(commit).not.toHaveBeenCalled();
  expect(heard).not.toHaveBeenCalled();
});

test("keys stay in the field, but for those with Ctrl where nothing is typed", async () => {
  const input = show(4);
  input.focus();
  await press("Delete", "Control+z");
  expect(heard).not.toHaveBeenCalled();
  expect(input.value).toBe("4");
  await press("Control+z");
  expect(heard).toHaveBeenLastCalledWith("z");
});

test("a field that is only read takes nothing", async () => {
  const input = show(4, { readonly: true });
  input.focus();
  await write("6");
  await press("Enter");
  expect(input.value).toBe("4");
  expect(commit).not.toHaveBeenCalled();
});

test("in a form Enter is the form's, and so is Escape where nothing is typed", async () => {
  const form = document.createElement("form");
  const submitted = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener("submit", submitted);
  const input = show(4);
  page.shadowRoot?.append(form);
  form.append(input.closest("label") as HTMLElement);
  input.focus();
  await write("6");
  await press("Escape");
  expect([input.value, heard.mock.calls.length]).toEqual(["4", 0]);
  await press("Escape");
  expect(heard.mock.calls).toEqual([["Escape"]]);
  await press("Enter");
  expect(submitted).toHaveBeenCalledOnce();
  expect(left).not.toHaveBeenCalled();
});
