import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { MeasureTool } from "../../../src/plan2d/tools/measure-tool.ts";
import { Bench, image, noKeys, pressOn } from "./fixture.ts";

const { plan2d } = en;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Presses the button with this name on the bar of the tool in hand. */
function press(bench: Bench, action: string): void {
  const find = (value: unknown): (() => void) | undefined => {
    if (Array.isArray(value)) return value.map(find).find((found) => found);
    if (typeof value !== "object" || value === null || !("values" in value)) return undefined;
    const { values } = value as { values: unknown[] };
    const click = values.find((each): each is () => void => typeof each === "function");
    return values.includes(action) ? click : find(values);
  };
  const click = find(bench.tools.toolbar(bench.scene));
  if (!click) throw new Error(`There is no ${action}.`);
  click();
}

describe("a part of the room", () => {
  test("goes with the hand, and is stored once", () => {
    const bench = new Bench("room");
    bench.drag({ part: "corner:2" }, [4000, 3000], [4500, 3000]);
    expect(bench.plans.map(({ outline }) => outline[2])).toEqual([[4500, 3000]]);
  });

  test("is not stored when the drag is called off", () => {
    const bench = new Bench("room");
    const gesture = bench.tools.press(pressOn({ part: "corner:2" }, [4000, 3000]), [4000, 3000]);
    gesture?.move([4500, 3000], noKeys);
    expect(bench.editor.room.shown.plan.outline[2]).toEqual([4500, 3000]);
    gesture?.end(true, noKeys);
    expect(bench.plans).toEqual([]);
  });

  test("is new when it is pulled out of a wall", () => {
    const bench = new Bench("room");
    bench.drag({ insert: "2" }, [2000, 3000], [2000, 3500]);
    expect(bench.plans[0]?.outline).toHaveLength(5);
  });

  test("moves by arrows, which are one change", () => {
    const bench = new Bench("room");
    const focused = { part: "corner:2" };
    expect([bench.key("ArrowRight", focused), bench.key("ArrowRight", focused)]).toEqual([true, true]);
    expect(bench.plans).toEqual([]);
    bench.tools.settle();
    expect(bench.plans.map(({ outline }) => outline[2])).toEqual([[4020, 3000]]);
  });

  test("goes by Delete, and is selected by Enter until a tap on the floor", () => {
    const bench = new Bench("room");
    bench.key("Enter", { part: "wall:wall-1" });
    expect(bench.said).toContain("remove-part");
    bench.tap([1, 1]);
    expect(bench.said).not.toContain("remove-part");
    bench.key("Delete", { part: "wall:wall-1" });
    expect(bench.plans.map(({ walls }) => walls)).toEqual([[]]);
  });

  test("steps back once each: what the keys changed, then the selection", () => {
    const bench = new Bench("room");
    bench.key("ArrowRight", { part: "corner:2" });
    expect([bench.tools.escape(), bench.tools.escape(), bench.tools.escape()]).toEqual([true, true, false]);
    vi.runAllTimers();
    expect(bench.plans).toEqual([]);
  });

  test("another tool stores what the keys changed, and selects nothing", () => {
    const bench = new Bench("room");
    bench.key("ArrowRight", { part: "corner:2" });
    bench.choose("select");
    expect(bench.plans).toHaveLength(1);
    bench.choose("room");
    expect(bench.tools.escape()).toBe(false);
  });

  test("has handles for who may edit; others work with the furniture", () => {
    const bench = new Bench("room");
    expect(bench.drawn).toContain(`class="handles"`);
    bench.choose("select");
    expect(bench.drawn.trim()).toBe("");
    const viewer = new Bench("room", { editable: false });
    expect(viewer.drawn.trim()).toBe("");
    viewer.drag({ item: "sofa-1" }, [0, 0]);
    viewer.tap([9, 9]);
    expect(viewer.log.filter((line) => line.startsWith("pointerDown"))).toHaveLength(2);
  });
});

test("the picture underneath goes with the hand and by arrows, and back when that is called off", () => {
  const bench = new Bench("room");
  const gesture = bench.tools.press(pressOn({ underlay: "" }, [0, 0]), [0, 0]);
  gesture?.move([30, 40], noKeys);
  expect(bench.log.at(-1)).toBe(`setReferenceImage ${JSON.stringify({ ...image, x: 30, y: 40 })}`);
  gesture?.end(true, noKeys);
  expect(bench.log.at(-1)).toBe(`setReferenceImage ${JSON.stringify(image)}`);
  expect(bench.key("ArrowDown", { referenceImage: true })).toBe(true);
  expect(bench.log.at(-1)).toBe(`setReferenceImage ${JSON.stringify({ ...image, y: 10 })}`);
});

describe("adding", () => {
  test("a door waits for a tap on a wall, and takes one", () => {
    const bench = new Bench("room");
    press(bench, "add-door");
    expect([bench.tools.waits, bench.said.includes(plan2d.doorHint)]).toEqual([true, true]);
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
    press(bench, "add-window");
    expect(bench.plans.map(({ windows }) => windows.length)).toEqual([2]);
  });

  test("a wall is two taps, and is drawn as it goes", () => {
    const bench = new Bench("room");
    press(bench, "add-wall");
    bench.tap([1000, 1000]);
    bench.tools.hover([1000, 2000], noKeys);
    expect(bench.drawn).toContain("1000,2000");
    expect(bench.drawn).toContain(`class="handles"`);
    bench.tap([1000, 2000]);
    expect(bench.plans.map(({ walls }) => walls.length)).toEqual([2]);
  });

  test("needs no pointing", () => {
    for (const what of ["add-door", "add-window", "add-wall"]) {
      const bench = new Bench("room");
      press(bench, what);
      press(bench, "add-in-middle");
      expect(bench.plans).toHaveLength(1);
    }
  });

  test("is called off by Escape, once, and by another tool", () => {
    const bench = new Bench("room");
    press(bench, "add-wall");
    bench.tap([1000, 1000]);
    expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
    press(bench, "add-wall");
    bench.choose("select");
    expect(bench.tools.waits).toBe(false);
    bench.choose("room");
    expect(bench.tools.waits).toBe(false);
  });

  test("leaves the keys to what has the focus; their change is called off first", () => {
    const bench = new Bench("room");
    press(bench, "add-wall");
    expect(bench.key("ArrowRight", { part: "corner:2" })).toBe(true);
    expect([bench.tools.escape(), bench.tools.waits]).toEqual([true, true]);
    expect([bench.tools.escape(), bench.tools.waits]).toEqual([true, false]);
    expect(bench.plans).toEqual([]);
  });
});

describe("a dimension's number", () => {
  const measuring = () => {
    const bench = new Bench("room");
    bench.drag({ measure: "0" }, [2000, -300]);
    return bench;
  };
  const answer = ({ editor }: Bench, length: number) =>
    editor.tools.find((tool) => tool instanceof MeasureTool)?.answer(length);

  test("is asked for by a tap or a key on it, and takes the focus", () => {
    const bench = measuring();
    expect(bench.log).toEqual(["focus data-prompt length"]);
    expect(bench.asked).toContain("400");
    const other = new Bench("room");
    expect(other.key("Enter", { measure: "0" })).toBe(true);
    expect(other.asked).toContain("400");
  });

  test("changes the wall, and gives the focus back", () => {
    const bench = measuring();
    answer(bench, 5000);
    expect(bench.plans.map(({ outline }) => outline[1])).toEqual([[5000, 0]]);
    expect([bench.asked, bench.log.at(-1)]).toEqual(["", "focus data-measure 0"]);
  });

  test("that can't be is said beside it", () => {
    const bench = measuring();
    answer(bench, 0);
    expect(bench.asked).toContain(plan2d.tooNarrow);
    expect(bench.plans).toEqual([]);
  });

  test("leaves the pointer and the bar to the room", () => {
    const bench = measuring();
    expect(bench.said).toContain(plan2d.roomHint);
    bench.drag({ part: "corner:2" }, [4000, 3000], [4500, 3000]);
    expect(bench.plans).toHaveLength(1);
    expect(bench.asked).not.toBe("");
  });

  test("is left by Escape, once, before anything else", () => {
    const bench = measuring();
    bench.key("Enter", { part: "corner:2" });
    expect([bench.tools.escape(), bench.asked, bench.log.at(-1)]).toEqual([true, "", "focus data-measure 0"]);
    expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
  });

  test("is put away by another tool, and the focus stays where it is", () => {
    const bench = measuring();
    bench.choose("select");
    expect([bench.asked, bench.log]).toEqual(["", ["focus data-prompt length"]]);
  });
});
