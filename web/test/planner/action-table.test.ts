import { describe, expect, test, vi } from "vitest";
import {
  actionTable,
  applies,
  bindingOf,
  type KeyContext,
  keysOf,
  pressedOf,
  type Scope,
  stepOf,
} from "../../src/planner/action-table.ts";

const plain = { shift: false, alt: false, ctrl: false };
const onItems: readonly Scope[] = ["items", "view", "planner"];
const onView: readonly Scope[] = ["view", "items", "planner"];

describe("the keymap", () => {
  test.for([
    ["ArrowLeft", {}, "nudge"],
    ["ArrowDown", { shift: true }, "nudge"],
    ["ArrowLeft", { alt: true }, undefined],
    ["ArrowLeft", { ctrl: true }, undefined],
    ["r", {}, "turnRight"],
    ["R", { shift: true }, "turnLeft"],
    ["r", { alt: true }, "turnRight"],
    ["R", { alt: true, shift: true }, "turnLeft"],
    ["Delete", {}, "remove"],
    ["Backspace", {}, "remove"],
    ["Escape", {}, "escape"],
    ["Enter", {}, "choose"],
    ["Enter", { shift: true }, "toggle"],
    [" ", {}, "toggle"],
    ["0", {}, "fit"],
    ["PageDown", {}, "nextItem"],
    ["PageUp", {}, "previousItem"],
    ["+", { shift: true }, "zoomIn"],
    ["=", {}, "zoomIn"],
    ["-", {}, "zoomOut"],
    ["_", { shift: true }, "zoomOut"],
    ["d", { ctrl: true }, "duplicate"],
    ["a", { ctrl: true }, "selectAll"],
    ["z", { ctrl: true }, "undo"],
    ["Z", { ctrl: true, shift: true }, "redo"],
    ["y", { ctrl: true }, "redo"],
    ["z", {}, undefined],
    ["z", { ctrl: true, alt: true }, undefined],
    ["r", { ctrl: true }, undefined],
    ["Delete", { ctrl: true }, undefined],
    ["Tab", {}, undefined],
    ["x", {}, undefined],
  ] as const)("%s with %o is %s on items", ([key, modifiers, name]) => {
    expect(bindingOf({ ...plain, ...modifiers, key }, onItems)?.name).toBe(name);
  });

  test("arrows move the view where the view comes first", () => {
    expect(bindingOf({ ...plain, key: "ArrowUp" }, onView)?.name).toBe("pan");
    expect(bindingOf({ ...plain, key: "ArrowUp" }, ["planner"])).toBeUndefined();
  });

  test("shortcuts work on a keyboard of another alphabet", () => {
    const ctrl = { shiftKey: false, altKey: false, ctrlKey: true, metaKey: false };
    const name = (key: string, code: string) => bindingOf(pressedOf({ ...ctrl, key, code }), onItems)?.name;
    expect(name("я", "KeyZ")).toBe("undo");
    expect(name("в", "KeyD")).toBe("duplicate");
  });

  test("no two bindings of a scope have the same keys, and every name is one binding's", () => {
    const rows = Object.values(actionTable);
    const names = rows.flatMap((row) => row.bindings ?? []).map((binding) => binding.name);
    expect(new Set(names).size).toBe(names.length);
    for (const scope of onItems) {
      const keys = rows
        .filter((row) => row.scope === scope)
        .flatMap((row) => row.bindings ?? [])
        .flatMap((binding) => binding.keys);
      expect(new Set(keys).size, scope).toBe(keys.length);
    }
    expect(keysOf("undo")).toEqual(["Mod+Z"]);
    expect(keysOf("place")).toEqual([]);
  });
});

test("what changes the room is refused in the past, and only that", () => {
  for (const [name, { needs, inPast }] of Object.entries(actionTable)) {
    expect(inPast === "refused", name).toBe(needs === "edit");
  }
});

function context(more: Partial<KeyContext> & { selected?: string[] } = {}) {
  const actions = { select: vi.fn(), nudge: vi.fn(), turn: vi.fn(), remove: vi.fn() };
  const scene = { selection: new Set(more.selected), items: new Map() };
  const view = { toPlan: ([x, y]: [number, number]) => [y, x] };
  const made = { item: undefined, ...more, actions, scene, view } as unknown as KeyContext;
  return { actions, made };
}

test("an arrow is a centimetre on the plan, ten with Shift, the way the view is turned", () => {
  const { actions, made } = context({ item: "a" });
  const pressed = { ...plain, key: "ArrowRight" };
  bindingOf(pressed, onItems)?.run(made, pressed);
  expect(actions.select).toHaveBeenCalledWith(["a"]);
  expect(actions.nudge).toHaveBeenCalledWith([0, 10]);
  expect(stepOf({ ...pressed, shift: true }, { toPlan: (arrow) => arrow })).toEqual([100, 0]);
});

test.each([
  ["r", {}, 90],
  ["R", { shift: true }, -90],
  ["r", { alt: true }, 15],
  ["R", { alt: true, shift: true }, -15],
])("%s with %o turns by %i degrees", (key, modifiers, degrees) => {
  const { actions, made } = context({ item: "a" });
  const pressed = { ...plain, ...modifiers, key };
  bindingOf(pressed, onItems)?.run(made, pressed);
  expect(actions.turn).toHaveBeenCalledExactlyOnceWith(degrees);
});

test("keys on items need something to act on", () => {
  const binding = bindingOf({ ...plain, key: "Delete" }, onItems);
  const chooses = bindingOf({ ...plain, key: "Enter" }, onItems);
  const all = bindingOf({ ...plain, ctrl: true, key: "a" }, onItems);
  if (!binding || !chooses || !all) throw new Error("no binding");
  expect(applies(binding, context().made)).toBe(false);
  expect(applies(binding, context({ selected: ["a"] }).made)).toBe(true);
  expect(applies(binding, context({ item: "a" }).made)).toBe(true);
  expect(applies(chooses, context({ selected: ["a"] }).made)).toBe(false);
  expect(applies(all, context().made)).toBe(true);
});
