import { describe, expect, test } from "vitest";
import { Bench, pressOn } from "./fixture.ts";

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
