// The two obstacles nearest to each cell of the floor, and their distances. This is most of the check's
// work, so it skips the square root and allocates nothing where an obstacle can't change a cell.

import { type Box, bounds } from "../geometry/index.ts";
import type { Obstacle } from "./obstacle.ts";
import type { Task } from "./task.ts";
import { roomyMm } from "./thresholds.ts";

export interface Grid {
  /** Bounds of the room, millimetres. */
  box: Box;
  /** Distance between cells, millimetres. */
  cell: number;
  columns: number;
  rows: number;
}

/** For each cell, the distances of the nearest two obstacles, and their indices; -1 when none is near. */
export interface Nearest {
  first: Float32Array;
  second: Float32Array;
  firstIs: Int16Array;
  secondIs: Int16Array;
}

/** Returns the nearest obstacles: each obstacle updates the cells around it. */
export function* nearestOf(grid: Grid, obstacles: readonly Obstacle[]): Task<Nearest> {
  const cells = grid.columns * grid.rows;
  const near: Nearest = {
    first: new Float32Array(cells).fill(reachOf(grid)),
    second: new Float32Array(cells).fill(reachOf(grid)),
    firstIs: new Int16Array(cells).fill(-1),
    secondIs: new Int16Array(cells).fill(-1),
  };
  for (const [index, o] of obstacles.entries()) {
    stamp(near, grid, o, index);
    yield;
  }
  return near;
}

/** Returns the distance beyond which an obstacle doesn't narrow any point of a cell. */
function reachOf({ cell }: Grid): number {
  return roomyMm + cell;
}

function stamp(near: Nearest, grid: Grid, o: Obstacle, index: number): void {
  const { box, cell, columns } = grid;
  const [left, right, top, bottom] = around(grid, bounds(o.around));
  const { cos, sin, halfWidth, halfDepth, radius } = o;
  const { second } = near;
  for (let j = top; j <= bottom; j++) {
    const dy = box.y + (j + 0.5) * cell - o.y;
    for (let i = left; i <= right; i++) {
      const dx = box.x + (i + 0.5) * cell - o.x;
      const across = Math.max(0, Math.abs(dx * cos + dy * sin) - halfWidth);
      const along = Math.max(0, Math.abs(dy * cos - dx * sin) - halfDepth);
      const square = across * across + along * along;
      const n = j * columns + i;
      const beaten = (second[n] ?? 0) + radius;
      if (square < beaten * beaten) note(near, n, Math.max(0, Math.sqrt(square) - radius), index);
    }
  }
}

/** Returns the columns and rows that are within reach of a box. */
function around(grid: Grid, { x, y, width, height }: Box): [number, number, number, number] {
  const { box, cell, columns, rows } = grid;
  const reach = reachOf(grid);
  return [
    Math.max(0, Math.floor((x - reach - box.x) / cell)),
    Math.min(columns - 1, Math.floor((x + width + reach - box.x) / cell)),
    Math.max(0, Math.floor((y - reach - box.y) / cell)),
    Math.min(rows - 1, Math.floor((y + height + reach - box.y) / cell)),
  ];
}

function note({ first, second, firstIs, secondIs }: Nearest, n: number, far: number, index: number): void {
  const before = first[n] ?? 0;
  if (far < before) {
    second[n] = before;
    secondIs[n] = firstIs[n] ?? -1;
    first[n] = far;
    firstIs[n] = index;
  } else {
    second[n] = far;
    secondIs[n] = index;
  }
}
