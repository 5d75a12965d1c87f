import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { pages } from "../../../src/i18n/pages/en.ts";
import { rectangle } from "../rooms.ts";
import { Bench, noKeys } from "./fixture.ts";

const { editor: words } = pages;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("adding", () => {
  test("a door waits for a tap on a wall, and takes one", () => {
    const bench = new Bench("room");
    bench.pressButton("add-door");
    expect([bench.tools.waits, bench.said.includes(words.hints.door)]).toEqual([true, true]);
    bench.drag({ part: "corner:2" }, [4000, 3000], [4500, 3000]);
    expect(bench.plans).toEqual([]);
    bench.tap([3000, 0]);
    expect(bench.plans.map(({ doors }) => doors.length)).toEqual([2]);
    expect(bench.tools.waits).toBe(false);
    expect(bench.log.at(-1)).toMatch(/^focus data-part door:/);
  });

  test("goes into the wall that is selected at once", () => {
    const bench = new Bench("room");
    bench.key("Enter", { part: "edge:2" });
    bench.pressButton("add-window");
    expect(bench.plans.map(({ windows }) => windows.length)).toEqual([2]);
  });

  test("a radiator, a socket or a slope goes to the selected wall; a pillar to where one taps", () => {
    for (const what of ["radiator", "socket", "slope"]) {
      const bench = new Bench("room");
      bench.key("Enter", { part: "edge:2" });
      bench.pressButton("add-more");
      bench.pressButton(`add-${what}`);
      const [{ fixtures = [], slopes = [] } = rectangle] = bench.plans;
      expect([...fixtures, ...slopes]).toMatchObject([{ rotation: 180, x: 2000 }]);
    }
    const bench = new Bench("room");
    bench.pressButton("add-more");
    bench.pressButton("add-pillar");
    expect(bench.said).toContain(words.hints.pillar);
    bench.tap([700, 1200]);
    expect(bench.plans.map(({ fixtures }) => fixtures)).toMatchObject([[{ x: 700, y: 1200 }]]);
    expect(bench.log.at(-1)).toBe("focus data-part fixture:pillar-1");
  });

  test("a wall is two taps, and is drawn as it goes", () => {
    const bench = new Bench("room");
    bench.pressButton("add-wall");
    bench.tap([1000, 1000]);
    bench.tools.hover([1000, 2000], noKeys);
    expect(bench.drawn).toContain("1000,2000");
    expect(bench.drawn).toContain(`class="handles"`);
    bench.tap([1000, 2000]);
    expect(bench.plans.map(({ walls }) => walls.length)).toEqual([2]);
  });

  test("needs no pointing", () => {
    const usual = ["door", "window", "wall"];
    for (const what of [...usual, "pillar", "radiator", "socket", "slope"]) {
      const bench = new Bench("room");
      if (!usual.includes(what)) bench.pressButton("add-more");
      bench.pressButton(`add-${what}`);
      bench.pressButton("add-in-middle");
      expect(bench.plans).toHaveLength(1);
    }
  });

  test("is called off by Escape, once, and by another tool", () => {
    const bench = new Bench("room");
    bench.pressButton("add-wall");
    bench.tap([1000, 1000]);
    expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
    bench.pressButton("add-wall");
    bench.choose("select");
    expect(bench.tools.waits).toBe(false);
    bench.choose("room");
    expect(bench.tools.waits).toBe(false);
  });

  test("leaves the keys to what has the focus; their change is called off first", () => {
    const bench = new Bench("room");
    bench.pressButton("add-wall");
    expect(bench.key("ArrowRight", { part: "corner:2" })).toBe(true);
    expect([bench.tools.escape(), bench.tools.waits]).toEqual([true, true]);
    expect([bench.tools.escape(), bench.tools.waits]).toEqual([true, false]);
    expect(bench.plans).toEqual([]);
  });
});
