import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { bounds } from "../../src/geometry/index.ts";
import { kinds } from "../../src/model/index.ts";
import { frontView, listedSide } from "../../src/symbols/front-view.ts";
import { contour } from "../../src/symbols/index.ts";

const size = fc.record({
  width: fc.integer({ min: 40, max: 4000 }),
  depth: fc.integer({ min: 20, max: 400 }),
  height: fc.integer({ min: 20, max: 2600 }),
});
const fronts = ["mirror", "wall-shelf", "picture", "curtain"];

test.each(kinds)(
  "a %s is seen from the front if it is thin from above, as wide and as high as it is",
  (kind) => {
    fc.assert(
      fc.property(size, (of) => {
        const piece = { kind, size: of } as Piece;
        const shapes = frontView(piece);
        expect(shapes !== undefined).toBe(fronts.includes(kind));
        expect(listedSide(piece)).toBe(Math.max(of.width, shapes ? of.height : of.depth));
        if (!shapes) return;
        const points = shapes.flatMap(contour);
        expect(points.flat().every(Number.isFinite)).toBe(true);
        const { x, y, width, height } = bounds(points);
        expect(Math.abs(x + of.width / 2)).toBeLessThan(0.01);
        expect(Math.abs(width - of.width)).toBeLessThan(0.01);
        expect(Math.abs(y + of.height / 2)).toBeLessThan(0.01);
        expect(Math.abs(height - of.height)).toBeLessThan(0.01);
      }),
      { numRuns: 40 },
    );
  },
);
