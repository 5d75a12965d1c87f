import { expect, test } from "vitest";
import type { Point } from "../../../src/model/index.ts";
import { Bench, noKeys } from "./fixture.ts";

const corners: Point[] = [
  [0, 0],
  [3000, 0],
  [3000, 2000],
];

function drawing(): Bench {
  const bench = new Bench("outline");
  for (const corner of corners) bench.tap(corner);
  return bench;
}

test("a tap is a corner, whatever it falls on, and Enter closes", () => {
  const bench = drawing();
  expect(bench.key("Enter")).toBe(true);
  expect(bench.plans.map(({ outline }) => outline)).toEqual([corners]);
  expect(bench.scene.tool).toBe("select");
});

test("a tap on the first corner closes, too", () => {
  const bench = drawing();
  bench.tap([3, 3]);
  expect(bench.plans).toHaveLength(1);
});

test("Delete takes the last corner back, and Space is taken", () => {
  const bench = drawing();
  expect([bench.key("Delete"), bench.key(" "), bench.key("ArrowUp")]).toEqual([true, true, false]);
  bench.tap([3000, 1000]);
  bench.key("Enter");
  expect(bench.plans[0]?.outline.at(-1)).toEqual([3000, 1000]);
});

test("Escape forgets what was drawn, once", () => {
  const bench = drawing();
  expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
  bench.key("Enter");
  expect(bench.plans).toEqual([]);
});

test("another tool puts away what was drawn", () => {
  const bench = drawing();
  bench.choose("room");
  bench.choose("outline");
  expect(bench.tools.escape()).toBe(false);
});

test("the wall that follows the hand is drawn, but not under a question", () => {
  const bench = drawing();
  bench.tools.hover([1500, 2000], noKeys);
  expect(bench.drawn).toContain("1500,2000");
  bench.editor.scale.start();
  expect(bench.drawn).not.toContain("1500,2000");
});
