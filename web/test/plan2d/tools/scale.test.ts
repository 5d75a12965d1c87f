import { expect, test } from "vitest";
import { pages } from "../../../src/i18n/pages/en.ts";
import { rectangle } from "../rooms.ts";
import { Bench, noKeys } from "./fixture.ts";

function asking(): Bench {
  const bench = new Bench("select");
  bench.editor.scale.start();
  bench.tap([100, 0]);
  bench.tools.hover([150, 0], noKeys);
  bench.tap([200, 0]);
  return bench;
}

test("two taps and a length give the picture its size, from the first point", () => {
  const bench = asking();
  expect(bench.log).toEqual(["focus data-field answer"]);
  expect(bench.asked).not.toBe("");
  expect(bench.said).toBe("");
  bench.editor.scale.answer(200);
  expect(bench.log.at(-2)).toContain('"x":-100');
  expect(bench.log.at(-2)).toContain('"mmPerPixel":20');
  expect([bench.asked, bench.tools.waits]).toEqual(["", false]);
});

test("the picture and the room are in view after it", () => {
  const bench = asking();
  bench.editor.scale.answer(1000);
  // The image starts at [-900, 0] and has 100 pixels of 100 mm each.
  expect(bench.log.at(-1)).toBe('show {"x":-900,"y":0,"width":10000,"height":10000}');
  const small = asking();
  small.editor.scale.answer(1);
  const [[left, top] = [0, 0], , [right, bottom] = [0, 0]] = rectangle.outline;
  expect(small.log.at(-1)).toBe(`show ${JSON.stringify({ x: left, y: top, width: right, height: bottom })}`);
});

test("needs a picture, and a length", () => {
  const bare = new Bench("select", { referenceImage: undefined });
  bare.editor.scale.start();
  expect(bare.tools.waits).toBe(false);
  const bench = asking();
  expect(bench.editor.scale.answer(0)).toBe(pages.editor.tooNarrow);
  expect(bench.tools.waits).toBe(true);
});

test("is called off by Escape, once, and by another tool", () => {
  const bench = asking();
  expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
  bench.editor.scale.start();
  bench.tap([0, 0]);
  bench.choose("room");
  expect([bench.tools.waits, bench.asked]).toEqual([false, ""]);
  bench.editor.scale.start();
  bench.tap([0, 0]);
  expect(bench.asked).toBe("");
});

test("the line between the points follows the hand", () => {
  const bench = new Bench("select");
  bench.editor.scale.start();
  expect(bench.drawn.trim()).toBe("");
  bench.tap([100, 0]);
  bench.tools.hover([150, 7], noKeys);
  expect(bench.drawn).toContain("7");
});
