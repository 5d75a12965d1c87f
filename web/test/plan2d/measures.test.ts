import { describe, expect, test } from "vitest";
import { measuresOf, readable } from "../../src/plan2d/measures.ts";
import { inside } from "../../src/plane/index.ts";
import { lShape, rectangle } from "./rooms.ts";

describe("dimension lines", () => {
  test.each([
    ["clockwise", rectangle.outline],
    ["the other way round", [...rectangle.outline].reverse()],
    ["in an L", lShape.outline],
  ])("stand outside, one for each wall: %s", (_, outline) => {
    const measures = measuresOf(outline);
    expect(measures).toHaveLength(outline.length);
    for (const { from, middle, to } of measures) {
      for (const p of [from, middle, to]) expect(inside(outline, p)).toBe(false);
    }
  });

  test("say how long the wall is, not the line", () => {
    expect(measuresOf(lShape.outline).map((m) => m.length)).toEqual([4000, 2000, 2000, 2000, 2000, 4000]);
  });

  test("are read from left to right, or from below", () => {
    expect([readable([1, 0]), readable([-1, 0]), readable([0, 1]), readable([0, -1])]).toEqual([
      0, 0, -90, -90,
    ]);
  });

  test("a room without walls has none", () => {
    expect(measuresOf([])).toEqual([]);
  });
});
