import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, bounds, corners, edges } from "../../src/geometry/index.ts";
import { outerWallMm } from "../../src/geometry/openings.ts";
import type { Point } from "../../src/model/index.ts";
import { dimensionLines, labelHeightPx, labelled, labelWidthPx } from "../../src/plan2d/dimension-labels.ts";
import type { Dimension } from "../../src/symbols/dimensions.ts";
import { lShape, rectangle } from "./rooms.ts";

const write = (mm: number) => `${mm / 10} cm`;

/** A room with a niche, 40 cm wide and deep, in the upper wall. */
const niche: Point[] = [
  [0, 0],
  [1600, 0],
  [1600, -400],
  [2000, -400],
  [2000, 0],
  [4000, 0],
  [4000, 3000],
  [0, 3000],
];
const rooms: [string, readonly Point[]][] = [
  ["a rectangle", rectangle.outline],
  ["an L", lShape.outline],
  ["a niche", niche],
];

/** Returns the dimension lines whose labels are shown at a scale. */
function shown(outline: readonly Point[], mmPerPx: number): Dimension[] {
  const lines = dimensionLines(outline, mmPerPx);
  const kept = labelled(lines, write, mmPerPx);
  return lines.filter((line) => kept.has(line));
}

/** Returns the box around a label, millimetres. */
function boxOf({ middle: [x, y], degrees, length }: Dimension, mmPerPx: number): Box {
  const size = { width: labelWidthPx(write(length)) * mmPerPx, depth: labelHeightPx * mmPerPx };
  return bounds(corners({ x, y, rotation: degrees }, size));
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("labels of dimensions", () => {
  test.each(rooms)("in %s all are shown on a large screen", (_, outline) => {
    expect(shown(outline, 4)).toHaveLength(outline.length);
  });

  test.each(rooms)("in %s no two overlap, and none is longer than its wall, at any scale", (_, outline) => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 300, noNaN: true }), (mmPerPx) => {
        const all = shown(outline, mmPerPx);
        for (const [i, one] of all.entries()) {
          expect(labelWidthPx(write(one.length)) * mmPerPx).toBeLessThanOrEqual(one.length);
          for (const other of all.slice(i + 1))
            expect(meet(boxOf(one, mmPerPx), boxOf(other, mmPerPx))).toBe(false);
        }
      }),
    );
  });

  test.each(rooms)("in %s a label is clear of its wall at any scale", (_, outline) => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 300, noNaN: true }), (mmPerPx) => {
        for (const { edge, from } of dimensionLines(outline, mmPerPx)) {
          const [a = [0, 0]] = edges(outline)[edge] ?? [];
          const away = Math.hypot(from[0] - a[0], from[1] - a[1]);
          expect(away).toBeGreaterThanOrEqual(outerWallMm + (labelHeightPx / 2) * mmPerPx);
        }
      }),
    );
  });

  test("of two that would overlap the longer wall keeps its label", () => {
    const line = (edge: number, length: number): Dimension => ({
      ...{ edge, length, from: [0, 0], to: [length, 0], middle: [0, 0], degrees: 0, leads: [] },
    });
    const [short, long] = [line(0, 2000), line(1, 4000)];
    expect([...labelled([short, long], write, 10)]).toEqual([long]);
  });
});
