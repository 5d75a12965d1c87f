// The gaps that make a way narrow: two obstacles, and their distance.

import { edges, nearestOn } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import type { Floor } from "./floor.ts";
import { away, type Obstacle, opposite } from "./obstacle.ts";
import type { Task } from "./task.ts";
import { roomyMm } from "./thresholds.ts";

export interface Gap {
  a: Obstacle;
  b: Obstacle;
  width: number;
  /** Shortest line from `a` to `b`. */
  line: readonly [Point, Point];
}

/**
 * Returns the gaps at some cells, each between the nearest obstacle and the nearest one on the opposite side.
 */
export function* gapsAt(cells: Iterable<number>, floor: Floor, obstacles: readonly Obstacle[]): Task<Gap[]> {
  const found = new Map<string, Gap>();
  for (const cell of cells) {
    yield;
    const [x, y] = floor.middle(cell);
    const near = obstacles
      .filter((o) => away(o, x, y) <= roomyMm + 2 * floor.cell)
      .sort((m, n) => away(m, x, y) - away(n, x, y));
    const [a] = near;
    const b = near.find((o) => a && o !== a && !samePiece(o, a) && opposite(a, o, x, y));
    if (!a || !b) continue;
    const key = [obstacles.indexOf(a), obstacles.indexOf(b)].sort((m, n) => m - n).join();
    if (!found.has(key)) found.set(key, { a, b, ...shortest(a.around, b.around) });
  }
  return [...found.values()];
}

function samePiece(a: Obstacle, b: Obstacle): boolean {
  return a.item !== undefined && a.item === b.item;
}

/** Returns the shortest line between two polygons that don't overlap, in whole millimetres. */
export function shortest(a: readonly Point[], b: readonly Point[]): Pick<Gap, "width" | "line"> {
  let width = Infinity;
  let line: [Point, Point] = [
    [0, 0],
    [0, 0],
  ];
  const offer = (from: Point, to: Point) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length < width) [width, line] = [length, [from, to]];
  };
  for (const corner of a) for (const edge of edges(b)) offer(corner, nearestOn(edge, corner));
  for (const corner of b) for (const edge of edges(a)) offer(nearestOn(edge, corner), corner);
  return { width: Math.round(width), line: [rounded(line[0]), rounded(line[1])] };
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}
