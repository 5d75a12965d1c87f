// What is left of a wall below sloped ceilings. In the wall's own axes: x along its face, z into the room; millimetres.

import { clip, pointWithin } from "../../geometry/axes.ts";
import type { Segment } from "../../geometry/index.ts";
import { areaOf } from "../../geometry/under-slopes.ts";
import type { Point, Slope } from "../../model/index.ts";
import { type Affine, affineOf, at, minus, split } from "./affine.ts";

/** A slope where it is over a wall. */
export interface Overhead {
  /** Functions of [x, z] that are all at least 0 below the slope. */
  sides: readonly Affine[];
  /** The height of the slope's underside above the floor. */
  underside: Affine;
}

/** A body with upright sides; its bottom and top are functions of [x, z], the height above the floor. */
export interface Solid {
  polygon: readonly Point[];
  bottom: Affine;
  top: Affine;
}

/**
 * Distance up to which a slope is at an outer wall's face. A slope's rotation is in whole degrees, and its wall's
 * may be not.
 */
const nearMm = 50;

const level = (height: number): Affine => [height, 0, 0];

/** Returns the height of a slope's underside as a function of a point of the plan; `ceiling` is the room's height. */
function undersideOf(slope: Slope, ceiling: number): Affine {
  const rise = Math.max(0, ceiling - slope.low) / slope.depth;
  return affineOf((point) => slope.low + rise * pointWithin(slope, point)[1]);
}

/**
 * Returns a slope where it is over a wall. A slope usually ends at an outer wall's face: the wall has the face's
 * height throughout its thickness.
 */
export function overheads(
  slope: Slope,
  { kind, face }: { kind: "outer" | "inner"; face: Segment },
  ceiling: number,
): Overhead[] {
  const axes = axesOf(face);
  const underside = undersideOf(slope, ceiling);
  const place = (p: Point) => pointWithin(slope, axes.toPlan(p));
  const sides = [
    affineOf((p) => slope.width / 2 - place(p)[0]),
    affineOf((p) => slope.width / 2 + place(p)[0]),
    affineOf((p) => place(p)[1]),
    affineOf((p) => slope.depth - place(p)[1]),
  ];
  const above = { sides, underside: affineOf((p) => at(underside, axes.toPlan(p))) };
  if (kind === "inner") return [above];
  return [above, ...overFace(slope, axes, (x) => at(above.underside, [x, 0]))];
}

/** Returns where a slope is at an outer wall's face; where it reaches an end of the face, also round the corner there. */
function overFace(slope: Slope, { length, toWall }: Axes, height: (x: number) => number): Overhead[] {
  const beside = clip(clip(areaOf(slope).map(toWall), 1, nearMm), 1, 0, -1).map(([x]) => x);
  const from = Math.max(0, Math.min(...beside));
  const to = Math.min(length, Math.max(...beside));
  if (to - from < 1) return [];
  const found: Overhead[] = [
    {
      sides: [
        [-from, 1, 0],
        [to, -1, 0],
      ],
      underside: affineOf(([x]) => height(x)),
    },
  ];
  if (from === 0) found.push({ sides: [[0, -1, 0]], underside: level(height(0)) });
  if (to === length) found.push({ sides: [[-length, 1, 0]], underside: level(height(length)) });
  return found;
}

/** Returns a polygon's parts with the height of what is lowest over each: a slope, else the ceiling. */
function lowest(
  footprint: readonly Point[],
  ceiling: number,
  over: readonly Overhead[],
): { polygon: readonly Point[]; height: Affine }[] {
  let cells: { polygon: readonly Point[]; height: Affine }[] = [
    { polygon: footprint, height: level(ceiling) },
  ];
  for (const { sides, underside } of over) {
    cells = cells.flatMap(({ polygon, height }) => {
      const parts: typeof cells = [];
      let rest: readonly Point[] | undefined = polygon;
      // Last: where the slope is lower than what is there already.
      for (const side of [...sides, minus(height, underside)]) {
        if (!rest) break;
        const [inside, outside]: ReturnType<typeof split> = split(rest, side);
        if (outside) parts.push({ polygon: outside, height });
        rest = inside;
      }
      if (rest) parts.push({ polygon: rest, height: underside });
      return parts;
    });
  }
  return cells;
}

/** Returns the least height of what is over a polygon. */
export function leastHeight(footprint: readonly Point[], ceiling: number, over: readonly Overhead[]): number {
  const heights = lowest(footprint, ceiling, over).flatMap(({ polygon, height }) =>
    polygon.map((p) => at(height, p)),
  );
  return Math.min(ceiling, ...heights);
}

/**
 * Returns what is left of an upright body on a convex polygon, from `bottom` to `top`, that stays `gap` below the
 * ceiling and the slopes.
 */
export function below(
  footprint: readonly Point[],
  { bottom, top }: { bottom: number; top: number },
  { height: ceiling, over, gap }: { height: number; over: readonly Overhead[]; gap: number },
): Solid[] {
  return lowest(footprint, ceiling, over).flatMap(({ polygon, height }) => {
    const limit = minus(height, level(gap));
    const [some] = split(polygon, minus(limit, level(bottom)));
    if (!some) return [];
    const [whole, cut] = split(some, minus(limit, level(top)));
    return [
      ...(whole ? [{ polygon: whole, bottom: level(bottom), top: level(top) }] : []),
      ...(cut ? [{ polygon: cut, bottom: level(bottom), top: limit }] : []),
    ];
  });
}

/** Returns the layer of some thickness below the ceiling and the slopes, over a convex polygon. */
export function layerBelow(
  footprint: readonly Point[],
  thick: number,
  { height: ceiling, over }: { height: number; over: readonly Overhead[] },
): Solid[] {
  return lowest(footprint, ceiling, over).map(({ polygon, height }) => ({
    polygon,
    bottom: minus(height, level(thick)),
    top: height,
  }));
}

interface Axes {
  length: number;
  toPlan: (p: Point) => Point;
  toWall: (p: Point) => Point;
}

/** Returns the axes of a wall: from the start of its face, along it, and into the room. */
function axesOf([a, b]: Segment): Axes {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  return {
    length,
    toPlan: ([x, z]) => [a[0] + x * ux - z * uy, a[1] + x * uy + z * ux],
    toWall: ([x, y]) => [(x - a[0]) * ux + (y - a[1]) * uy, (y - a[1]) * ux - (x - a[0]) * uy],
  };
}
