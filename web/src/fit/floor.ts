// The floor as a grid of cells, each with the distance to the
// nearest obstacle, up to half of the widest class of walkway.

import { type Box, bounds, edges } from "../geometry/index.ts";
import type { Plan, Point } from "../model/index.ts";
import { type Grid, type Nearest, nearestOf } from "./nearest.ts";
import { type Obstacle, opposite } from "./obstacle.ts";
import type { Task } from "./task.ts";
import { cellMm, mostCells, roomyMm } from "./thresholds.ts";

export interface Floor {
  /** Distance between cells, millimetres. */
  cell: number;
  columns: number;
  rows: number;
  /** Half the width of the passage at each cell, millimetres, at most `roomyMm`; 0 where nobody can walk. */
  half: Float32Array;
  /** Returns the cell at a point of the plan; -1 outside the grid. */
  at(x: number, y: number): number;
  /** Returns the centre of a cell, on the plan. */
  middle(cell: number): Point;
}

export function* floorOf(plan: Pick<Plan, "outline">, obstacles: readonly Obstacle[]): Task<Floor> {
  const grid = gridOf(bounds(plan.outline));
  const { box, cell, columns, rows } = grid;
  const half = new Float32Array(columns * rows);
  const nearest = yield* nearestOf(grid, obstacles);
  for (const span of spans(grid, plan.outline)) {
    halve(half, grid, nearest, obstacles, span);
    yield;
  }
  return {
    cell,
    columns,
    rows,
    half,
    at(x, y) {
      const i = Math.floor((x - box.x) / cell);
      const j = Math.floor((y - box.y) / cell);
      return i < 0 || j < 0 || i >= columns || j >= rows ? -1 : j * columns + i;
    },
    middle: (n) => [box.x + ((n % columns) + 0.5) * cell, box.y + (Math.floor(n / columns) + 0.5) * cell],
  };
}

function gridOf(box: Box): Grid {
  const cell = Math.max(cellMm, Math.sqrt((box.width * box.height) / mostCells));
  return { box, cell, columns: Math.ceil(box.width / cell) || 1, rows: Math.ceil(box.height / cell) || 1 };
}

/**
 * Sets half the passage's width at the cells of a span: the distance to the nearest obstacle, or, between
 * two obstacles on opposite sides, half of the distance between them, wherever the cell's centre is.
 */
function halve(
  half: Float32Array,
  { box, cell, columns }: Grid,
  near: Nearest,
  obstacles: readonly Obstacle[],
  { row, from, to }: Span,
): void {
  const y = box.y + (row + 0.5) * cell;
  for (let i = from; i <= to; i++) {
    const n = row * columns + i;
    const first = near.first[n] ?? 0;
    const second = near.second[n] ?? 0;
    half[n] = Math.min(roomyMm, first);
    if (second - first > cell || first <= 0 || first >= roomyMm) continue;
    const a = obstacles[near.firstIs[n] ?? -1];
    const b = obstacles[near.secondIs[n] ?? -1];
    const between = a && b && opposite(a, b, box.x + (i + 0.5) * cell, y);
    if (between) half[n] = Math.min(roomyMm, (first + second) / 2);
  }
}

/** A run of cells in a row; `from` and `to` are included. */
interface Span {
  row: number;
  from: number;
  to: number;
}

/** Returns the cells within an outline. */
function spans({ box, cell, columns, rows }: Grid, outline: readonly Point[]): Span[] {
  const found: Span[] = [];
  const walls = edges(outline);
  for (let row = 0; row < rows; row++) {
    const y = box.y + (row + 0.5) * cell;
    const crossed = walls
      .filter(([a, b]) => a[1] > y !== b[1] > y)
      .map(([a, b]) => a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
      .sort((m, n) => m - n);
    for (let i = 0; i + 1 < crossed.length; i += 2) {
      const from = Math.ceil(((crossed[i] ?? 0) - box.x) / cell - 0.5);
      const to = Math.floor(((crossed[i + 1] ?? 0) - box.x) / cell - 0.5);
      found.push({ row, from: Math.max(0, from), to: Math.min(columns - 1, to) });
    }
  }
  return found;
}
