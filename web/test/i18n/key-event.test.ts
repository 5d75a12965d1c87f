import { expect, test } from "vitest";
import { isComposing, shortcutKey } from "../../src/i18n/key-event.ts";

test.for([
  // A Latin keyboard reports its own letter, whichever key that is on.
  ["z", "KeyY", "z"],
  ["Z", "KeyZ", "Z"],
  ["ö", "Semicolon", "ö"],
  ["r", "KeyR", "r"],
  ["я", "KeyZ", "z"],
  ["Я", "KeyZ", "z"],
  ["ψ", "KeyC", "c"],
  ["ק", "KeyE", "e"],
  ["ش", "KeyA", "a"],
  ["к", "KeyR", "r"],
  ["ж", "Semicolon", "ж"],
  ["Delete", "Delete", "Delete"],
  ["0", "Digit0", "0"],
  ["٠", "Digit0", "0"],
  ["۰", "Digit0", "0"],
  ["à", "Digit0", "à"],
  ["ю", "Period", "ю"],
  ["+", "Equal", "+"],
  ["Process", "KeyA", "Process"],
] as const)("the key %s at %s is %s", ([key, code, expected]) => {
  expect(shortcutKey({ key, code })).toBe(expected);
});

test("while an input method composes, no key is a shortcut", () => {
  const pressed = { key: "Escape", code: "Escape" };
  expect(shortcutKey({ ...pressed, isComposing: true, keyCode: 27 })).toBe("Process");
  expect(shortcutKey({ ...pressed, isComposing: false, keyCode: 229 })).toBe("Process");
  expect(shortcutKey({ ...pressed, isComposing: false, keyCode: 27 })).toBe("Escape");
});

test("a key belongs to the input method while it composes, and the one that ends it", () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});
