import { expect, test } from "vitest";
import { commandOf } from "../../src/panels/keys.ts";

const bare = { code: "", shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

test.for([
  ["z", { ctrlKey: true }, "undo"],
  ["Z", { metaKey: true, shiftKey: true }, "redo"],
  ["y", { ctrlKey: true }, "redo"],
  ["d", { ctrlKey: true }, "duplicate"],
  ["Delete", {}, "remove"],
  ["Backspace", {}, "remove"],
  ["z", {}, undefined],
  ["Delete", { ctrlKey: true }, undefined],
  ["z", { ctrlKey: true, altKey: true }, undefined],
  ["a", { ctrlKey: true }, undefined],
] as const)("%s with %o does %s everywhere", ([key, down, deed]) => {
  expect(commandOf({ ...bare, ...down, key })).toBe(deed);
});

test("shortcuts work on a keyboard of another alphabet", () => {
  expect(commandOf({ ...bare, ctrlKey: true, key: "я", code: "KeyZ" })).toBe("undo");
  expect(commandOf({ ...bare, ctrlKey: true, key: "в", code: "KeyD" })).toBe("duplicate");
});
