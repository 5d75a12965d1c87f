import { describe, expect, test } from "vitest";
import { type Command, commandOf, WheelAccumulator, wheelFactor } from "../../src/plan2d/keys.ts";

const plain = { shift: false, alt: false, ctrl: false };
const cases: [string, Partial<typeof plain>, Command | undefined][] = [
  ["ArrowLeft", {}, { do: "step", by: [-10, 0] }],
  ["ArrowDown", { shift: true }, { do: "step", by: [0, 100] }],
  ["ArrowLeft", { alt: true }, undefined],
  ["r", {}, { do: "turn", degrees: 45 }],
  ["R", { shift: true }, { do: "turn", degrees: -45 }],
  ["Delete", {}, { do: "remove" }],
  ["Backspace", {}, { do: "remove" }],
  ["Escape", {}, { do: "escape" }],
  ["Enter", {}, { do: "choose" }],
  [" ", {}, { do: "toggle" }],
  ["0", {}, { do: "fit" }],
  ["PageDown", {}, { do: "go", by: 1 }],
  ["PageUp", {}, { do: "go", by: -1 }],
  ["+", { shift: true }, { do: "zoom", factor: 1.25 }],
  ["-", {}, { do: "zoom", factor: 0.8 }],
  ["d", { ctrl: true }, { do: "duplicate" }],
  ["a", { ctrl: true }, { do: "all" }],
  ["z", { ctrl: true }, { do: "undo" }],
  ["Z", { ctrl: true, shift: true }, { do: "redo" }],
  ["y", { ctrl: true }, { do: "redo" }],
  ["r", { ctrl: true }, undefined],
  ["Tab", {}, undefined],
  ["x", {}, undefined],
];

describe("the keyboard", () => {
  test.each(cases)("%s %o", (key, modifiers, command) => {
    expect(commandOf({ ...plain, ...modifiers, key }, true)).toEqual(command);
  });

  test("arrows move the view when nothing is selected", () => {
    expect(commandOf({ ...plain, key: "ArrowRight" }, false)).toEqual({ do: "pan", by: [-60, 0] });
    expect(commandOf({ ...plain, key: "ArrowUp" }, false)).toEqual({ do: "pan", by: [0, 60] });
  });
});

describe("the wheel", () => {
  test("a mouse's notch is one step, whatever its size", () => {
    const notches = new WheelAccumulator();
    expect([53, 100, 120, -100].map((delta) => notches.take(delta, 0))).toEqual([1, 1, 1, -1]);
    expect(notches.take(3, 1)).toBe(1);
  });

  test("a touchpad's small parts add up, and start anew the other way", () => {
    const notches = new WheelAccumulator();
    expect([15, 15, 15, 15].map((delta) => notches.take(delta, 0))).toEqual([0, 0, 1, 0]);
    expect([-15, -15, -15].map((delta) => notches.take(delta, 0))).toEqual([0, 0, -1]);
  });

  test("there and back is where it was", () => {
    expect(wheelFactor(100, 0, false) * wheelFactor(-100, 0, false)).toBeCloseTo(1);
    expect(wheelFactor(-100, 0, false)).toBeGreaterThan(1);
  });
});
