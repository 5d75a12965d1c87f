import { expect, test } from "vitest";
import { stopAfter } from "../../src/planner/roving-focus.ts";

const ids = ["a", "b", "c"];

test("Page keys pass every piece once, and then the view itself", () => {
  const on = [undefined, "a", "b", "c"].map((now) => stopAfter(ids, now, 1));
  expect(on).toEqual(["a", "b", "c", undefined]);
  const back = [undefined, "c", "b", "a"].map((now) => stopAfter(ids, now, -1));
  expect(back).toEqual(["c", "b", "a", undefined]);
});

test("from a piece that is gone it goes on as from the view; where nothing stands, nowhere", () => {
  expect(stopAfter(ids, "gone", 1)).toBe("a");
  expect(stopAfter([], undefined, 1)).toBeUndefined();
});
