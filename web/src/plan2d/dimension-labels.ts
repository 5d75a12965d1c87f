// Dimension lines of the walls, and the choice of labels; labels have a constant size on the screen.

import { type Box, bounds, corners } from "../geometry/index.ts";
import { outerWallMm } from "../geometry/openings.ts";
import type { Point } from "../model/index.ts";
import { awayMm, type Dimension, dimensionsOf } from "../symbols/dimensions.ts";

/** Height of a label and of its press target, pixels. */
export const labelHeightPx = 28;
/** Distance between a wall and its label, pixels. */
const clearPx = 2;

export function labelWidthPx(text: string): number {
  return text.length * 7 + 16;
}

/** Returns dimension lines that leave space for their labels beside the walls at any zoom. */
export function dimensionLines(outline: readonly Point[], mmPerPx: number): Dimension[] {
  return dimensionsOf(outline, Math.max(awayMm, outerWallMm + (labelHeightPx / 2 + clearPx) * mmPerPx));
}

/** Returns the lines whose label is shown: no longer than the line, no overlap. Long lines go first. */
export function labelled<T extends Pick<Dimension, "length" | "middle" | "degrees">>(
  lines: readonly T[],
  write: (mm: number) => string,
  mmPerPx: number,
): ReadonlySet<T> {
  const taken: Box[] = [];
  const shown = lines
    .toSorted((a, b) => b.length - a.length)
    .filter(({ length, middle: [x, y], degrees }) => {
      const size = { width: labelWidthPx(write(length)) * mmPerPx, depth: labelHeightPx * mmPerPx };
      const box = bounds(corners({ x, y, rotation: degrees }, size));
      return size.width <= length && !taken.some((other) => meet(box, other)) && taken.push(box);
    });
  return new Set(shown);
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
