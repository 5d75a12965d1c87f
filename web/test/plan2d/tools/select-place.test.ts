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

describe("a tap to place", () => {
  test("puts the item there, once, and leaves the next tap alone", () => {
    const bench = new Bench("select");
    bench.place.arm("sofa-1");
    expect(bench.said).toContain("Sofa");
    bench.drag({ item: "sofa-1" }, [5, 5], [50, 5]);
    expect(bench.log).toEqual([]);
    bench.tap([10.4, 20.6]);
    expect(bench.log).toEqual(['place "sofa-1" {"x":10,"y":21,"rotation":90}', "focus data-item sofa-1"]);
    expect(bench.tools.waits).toBe(false);
  });

  test("draws no box for a finger that rests", () => {
    const bench = new Bench("select");
    bench.place.arm("sofa-1");
    expect(bench.tools.hold(pressOn({}, [0, 0]))).toBeUndefined();
  });

  test("is called off by Escape, once, and by another tool", () => {
    const bench = new Bench("select");
    bench.place.arm("sofa-1");
    expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
    bench.place.arm("sofa-1");
    bench.choose("room");
    expect(bench.place.active).toBe(false);
  });

  test("does nothing for an item that is gone", () => {
    const bench = new Bench("select");
    bench.place.arm("gone");
    expect(bench.said).toBe("");
    bench.tap([0, 0]);
    expect(bench.log).toEqual([]);
  });
});
