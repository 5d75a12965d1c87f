import { describe, expect, test } from "vitest";
import { Bench, noKeys, pressOn } from "./fixture.ts";

const shift = { shift: true, alt: false, ctrl: false };

describe("the furniture's tool", () => {
  test("carries what is pressed", () => {
    const bench = new Bench("select");
    bench.drag({ item: "sofa-1" }, [5, 5], [50, 5]);
    expect(bench.log[0]).toBe(`pointerDown "sofa-1" [5,5] ${JSON.stringify(noKeys)}`);
    expect(bench.log.at(-1)).toBe("pointerUp false");
  });

  test("only selects for who may not edit, and moves the view", () => {
    const bench = new Bench("select", { editable: false });
    bench.drag({ item: "sofa-1" }, [5, 5], [50, 5]);
    expect(bench.log).toEqual(["looked", "pan"]);
    bench.drag({ item: "sofa-1" }, [5, 5]);
    expect(bench.log.slice(2)).toEqual([
      `pointerDown "sofa-1" [5,5] ${JSON.stringify(noKeys)}`,
      "pointerUp false",
    ]);
  });

  test("leaves the floor to the view; a tap there selects nothing", () => {
    const bench = new Bench("select");
    expect(bench.tools.press(pressOn({}, [0, 0]), [0, 0])).toBeUndefined();
    bench.tap([1, 2]);
    expect(bench.log[0]).toMatch(/^pointerDown {2}\[1,2\]/);
  });

  test("draws a box with Shift, and for a finger that rests", () => {
    const bench = new Bench("select");
    bench.drag({}, [-10, -10], [10, 10], shift);
    expect(bench.log).toEqual(["box", "no box", 'select ["sofa-1"] "add"']);
    expect(bench.tools.hold(pressOn({}, [0, 0]))).toBeDefined();
    expect(bench.tools.hold(pressOn({ item: "sofa-1" }, [0, 0]))).toBeUndefined();
    expect(bench.tools.hold(pressOn({ turn: "" }, [0, 0]))).toBeUndefined();
  });

  test("turns by the handle", () => {
    const bench = new Bench("select");
    bench.drag({ turn: "" }, [100, 0], [0, 100]);
    expect(bench.log.map((line) => line.split(" ")[0])).toEqual(["pointerDown", "turn", "pointerUp"]);
  });

  test("has no step back, no bar and no question", () => {
    const bench = new Bench("select");
    expect([bench.tools.escape(), bench.said, bench.asked]).toEqual([false, "", ""]);
  });
});
