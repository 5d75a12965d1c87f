import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { pages } from "../../../src/i18n/pages/en.ts";
import { Bench, image, noKeys, pressOn } from "./fixture.ts";

const { editor: words } = pages;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

  test("is duplicated by its key and its button, if there is space, and the copy is focused", () => {
    const bench = new Bench("room");
    expect(bench.key("d", { part: "window:window-1" }, true)).toBe(true);
    expect(bench.plans.map(({ windows }) => windows.length)).toEqual([2]);
    expect(bench.log.at(-1)).toBe("focus data-part window:window-2");
    bench.key("Enter", { part: "door:door-1" });
    bench.pressButton("duplicate-part");
    expect(bench.plans.at(-1)?.doors).toMatchObject([{ x: 1000 }, { x: 1900 }]);
    expect(bench.key("d", { part: "corner:1" }, true)).toBe(true);
    expect(bench.plans).toHaveLength(2);
  });

  test("fixed in the room goes with the hand along walls, by arrows and Delete", () => {
    const bench = new Bench("room");
    bench.key("Enter", { part: "edge:2" });
    bench.pressButton("add-more");
    bench.pressButton("add-socket");
    const part = "fixture:socket-1";
    bench.drag({ part }, [2000, 2990], [1000, 2700]);
    expect(bench.plans.at(-1)?.fixtures).toMatchObject([{ x: 1000, y: 2990 }]);
    bench.key("ArrowRight", { part });
    bench.tools.settle();
    expect(bench.plans.at(-1)?.fixtures).toMatchObject([{ x: 1010, y: 2990 }]);
    expect(bench.said).toContain(words.fixture.socket(1, "8 cm"));
    bench.key("Delete", { part });
    expect(bench.plans.at(-1)?.fixtures).toBeUndefined();
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
