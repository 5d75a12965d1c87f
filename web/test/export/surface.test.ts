import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, wrapped } from "../../src/export/surface.ts";
import { WritingPen } from "./fixture.ts";

const pen = new WritingPen();
const letters = { size: 2, colour: "#000000" };

test("words are broken into lines that fit, and none is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, width) => {
      const lines = wrapped(pen, text, letters, width);
      for (const line of lines) {
        const length = [...line].length;
        expect(length === 1 || pen.widthOf(line, letters) <= width).toBe(true);
      }
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});

test("a line is broken between words where it can be", () => {
  expect(wrapped(pen, "two small words", letters, 9)).toEqual(["two small", "words"]);
  expect(wrapped(pen, "extraordinary", letters, 5)).toEqual(["extra", "ordin", "ary"]);
});

test("what is cut fits, and ends in an ellipsis", () => {
  expect(cut(pen, "Klinte", letters, 6)).toBe("Klinte");
  expect(cut(pen, "Klinte", letters, 5)).toBe("Klin…");
});
