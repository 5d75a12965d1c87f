import { expect, test } from "vitest";
import { nextStop } from "../../src/planner/roving-focus.ts";

const ids = ["a", "b", "c"];

test("Page keys pass every piece once, and then the view itself", () => {
  const on = [undefined, "a", "b", "c"].map((now) => nextStop(ids, now, 1));
  expect(on).toEqual(["a", "b", "c", undefined]);
  const back = [undefined, "c", "b", "a"].map((now) => nextStop(ids, now, -1));
  expect(back).toEqual(["c", "b", "a", undefined]);
});

test("from a piece that is gone it goes on as from the view; where nothing stands, nowhere", () => {
  expect(nextStop(ids, "gone", 1)).toBe("a");
  expect(nextStop([], undefined, 1)).toBeUndefined();
});
