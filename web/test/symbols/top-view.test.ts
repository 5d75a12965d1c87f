import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { type Kind, kinds } from "../../src/model/index.ts";
import { contour, drawRank, isFlat, type Shape, topView } from "../../src/symbols/index.ts";
import { aPiece } from "../catalog/a-piece.ts";

function piece(kind: Kind, width: number, depth: number): Piece {
  return aPiece({ kind, size: { width, depth, height: 500 }, colour: "#d8c4a6" });
}

/** Sizes of furniture, plausible and implausible; millimetres. */
const size = fc.integer({ min: 40, max: 4000 });

describe.each(kinds)("a %s", (kind) => {
  test("is drawn within its own size, whatever that is", () => {
    fc.assert(
      fc.property(size, size, (width, depth) => {
        const points = topView(piece(kind, width, depth)).flatMap(contour);
        expect(Math.max(...points.map(([x]) => Math.abs(x)))).toBeLessThanOrEqual(width / 2 + 0.01);
        expect(Math.max(...points.map(([, y]) => Math.abs(y)))).toBeLessThanOrEqual(depth / 2 + 0.01);
      }),
      { numRuns: 60 },
    );
  });

  test("has finite numbers, and no width below nothing", () => {
    fc.assert(
      fc.property(size, size, (width, depth) => {
        const shapes = topView(piece(kind, width, depth));
        expect(shapes.flatMap(contour).flat().every(Number.isFinite)).toBe(true);
        const rects = shapes.filter((s) => s.kind === "rect");
        expect(rects.every((s) => Math.min(s.width, s.height) >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test.each(kinds)("a mirrored %s is the mirror image of one that is not", (kind) => {
  const plain = piece(kind, 1600, 1000);
  const corners = (shape: Shape, flip: 1 | -1) =>
    contour(shape)
      .map(([x, y]) => `${Math.round(flip * x * 100) + 0} ${Math.round(y * 100) + 0}`)
      .sort();
  const mirrored = topView({ ...plain, mirrored: true });
  expect(mirrored.map((shape) => corners(shape, -1))).toEqual(
    topView(plain).map((shape) => corners(shape, 1)),
  );
  if (kind === "corner") expect(mirrored).not.toEqual(topView(plain));
});

test("each kind looks different", () => {
  const looks = kinds.map((kind) => JSON.stringify(topView(piece(kind, 1200, 800))));
  expect(new Set(looks).size).toBe(kinds.length);
});

test("a wide sofa has more seats than a narrow one", () => {
  const seats = (width: number) =>
    topView(piece("sofa", width, 930)).filter((s) => s.kind === "rect" && s.tone === "seat").length;
  expect([seats(1640), seats(2180), seats(2800)]).toEqual([2, 3, 4]);
});

test("a piece is drawn once", () => {
  const one = piece("bed", 1600, 2000);
  expect(topView(one)).toBe(topView(one));
});

test("only rugs are flat", () => {
  expect(kinds.filter((kind) => isFlat(piece(kind, 900, 900)))).toEqual(["rug", "round-rug"]);
  expect([drawRank(piece("rug", 900, 900), 20), drawRank(piece("chair", 900, 900), 20)]).toEqual([-1, 20]);
});

describe("a contour", () => {
  test("of a rounded rectangle stays in it and reaches its sides", () => {
    const rect: Shape = { kind: "rect", x: -50, y: -20, width: 100, height: 40, radius: 10, tone: "wood" };
    const xs = contour(rect).map(([x]) => x);
    const ys = contour(rect).map(([, y]) => y);
    expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([-50, 50, -20, 20]);
  });

  test("of a sharp rectangle is its four corners", () => {
    const rect: Shape = { kind: "rect", x: 0, y: 0, width: 2, height: 1, tone: "wood" };
    expect(contour(rect)).toEqual([
      [0, 0],
      [2, 0],
      [2, 1],
      [0, 1],
    ]);
  });
});
