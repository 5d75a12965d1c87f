// Linear functions on a plane, and polygons cut where they are zero. Millimetres.

import { area, edges } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";

/** The function `constant + x * p[0] + y * p[1]` of a point. */
export type Affine = readonly [constant: number, x: number, y: number];

/** Area below which a part of a polygon is left out, square millimetres. */
const leastArea = 0.01;
/** Largest value that counts as 0. */
const rounding = 1e-6;

export function at([constant, x, y]: Affine, [px, py]: Point): number {
  return constant + x * px + y * py;
}

/** Returns the function that has the values of `f`, which must be linear. */
export function affineOf(f: (point: Point) => number): Affine {
  const constant = f([0, 0]);
  return [constant, f([1, 0]) - constant, f([0, 1]) - constant];
}

export function minus(a: Affine, b: Affine): Affine {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/**
 * Returns the parts of a convex polygon where a function is at least 0, and where it is negative; a part without an
 * area is undefined.
 */
export function split(
  polygon: readonly Point[],
  by: Affine,
): [above: readonly Point[] | undefined, below: readonly Point[] | undefined] {
  const values = polygon.map((p) => at(by, p));
  if (values.every((value) => value >= -rounding)) return [polygon, undefined];
  if (values.every((value) => value <= rounding)) return [undefined, polygon];
  return [part(polygon, by), part(polygon, minus([0, 0, 0], by))];
}

/** Returns the part of a convex polygon where a function is at least 0; undefined if it has no area. */
function part(polygon: readonly Point[], by: Affine): Point[] | undefined {
  const kept = edges(polygon).flatMap(([a, b]): Point[] => {
    const [from, to] = [at(by, a), at(by, b)];
    const corner = from >= 0 ? [a] : [];
    if (from * to >= 0) return corner;
    const share = from / (from - to);
    return [...corner, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]];
  });
  return Math.abs(area(kept)) > leastArea ? kept : undefined;
}
