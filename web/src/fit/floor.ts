// The floor as a raster: how far each cell is from what stands nearest, up to what
// the widest class of walkway needs.

import type { Plan, Point } from "../client/index.ts";
import { type Box, boxOf, edges } from "../plane/index.ts";
import { cellMm, mostCells, roomyMm } from "./numbers.ts";
import { awayFrom, awayFromBox, type Obstacle } from "./obstacle.ts";

export interface Floor {
  /** Millimetres from cell to cell. */
  cell: number;
  columns: number;
  rows: number;
  /** By cell: half the width of the passage there, at most `roomyMm`; 0 where nobody walks. */
  half: Float32Array;
  /** The cell at a point of the plan; -1 outside. */
  at(x: number, y: number): number;
  /** The middle of a cell. */
  middle(cell: number): Point;
}

/** The nearest two obstacles of every cell. */
interface Nearest {
  first: Float32Array;
  second: Float32Array;
  firstIs: Int16Array;
  secondIs: Int16Array;
}

export function floorOf(plan: Pick<Plan, "outline">, obstacles: readonly Obstacle[]): Floor {
  const box = boxOf(plan.outline);
  const cell = Math.max(cellMm, Math.sqrt((box.width * box.height) / mostCells));
  const [columns, rows] = [Math.ceil(box.width / cell) || 1, Math.ceil(box.height / cell) || 1];
  const floor: Floor = {
    ...{ cell, columns, rows, half: new Float32Array(columns * rows) },
    at(x, y) {
      const [i, j] = [Math.floor((x - box.x) / cell), Math.floor((y - box.y) / cell)];
      return i < 0 || j < 0 || i >= columns || j >= rows ? -1 : j * columns + i;
    },
    middle: (n) => [box.x + ((n % columns) + 0.5) * cell, box.y + (Math.floor(n / columns) + 0.5) * cell],
  };
  const nearest = stamped(floor, box, obstacles);
  for (const [row, from, to] of spans(floor, box, plan.outline)) {
    for (let n = row * columns + from; n <= row * columns + to; n++) {
      floor.half[n] = halfWidth(floor, nearest, obstacles, n);
    }
  }
  return floor;
}

/**
 * Half the passage's width at a cell: the distance from what is nearest, or, between two
 * things on opposite sides, half of what is between them, wherever the cell's middle happens to be.
 */
function halfWidth(floor: Floor, near: Nearest, obstacles: readonly Obstacle[], n: number): number {
  const [first = 0, second = 0] = [near.first[n], near.second[n]];
  const wide = Math.min(roomyMm, first);
  if (second - first > floor.cell || wide <= 0 || wide === roomyMm) return wide;
  const [a, b] = [obstacles[near.firstIs[n] ?? -1], obstacles[near.secondIs[n] ?? -1]];
  if (!a || !b || !opposite(a, b, floor.middle(n))) return wide;
  return Math.min(roomyMm, (first + second) / 2);
}

/** True when a point is between two obstacles. */
export function opposite(a: Obstacle, b: Obstacle, [x, y]: Point): boolean {
  const [va, vb] = [awayFrom(a, x, y), awayFrom(b, x, y)];
  return va[0] * vb[0] + va[1] * vb[1] < 0;
}

/** Each obstacle tells the cells around it how far it is. */
function stamped({ cell, columns, rows }: Floor, box: Box, obstacles: readonly Obstacle[]): Nearest {
  const cells = columns * rows;
  const near: Nearest = {
    first: new Float32Array(cells).fill(roomyMm + cell),
    second: new Float32Array(cells).fill(roomyMm + cell),
    firstIs: new Int16Array(cells).fill(-1),
    secondIs: new Int16Array(cells).fill(-1),
  };
  const grid = { ...box, cell, columns, rows };
  obstacles.forEach((o, index) => {
    stamp(near, grid, o, index);
  });
  return near;
}

function stamp(
  near: Nearest,
  grid: Box & Pick<Floor, "cell" | "columns" | "rows">,
  o: Obstacle,
  index: number,
): void {
  const { cell, columns, rows } = grid;
  const { x, y, width, height } = boxOf(o.around);
  const reach = roomyMm + cell;
  const column = (mm: number) => Math.floor((mm - grid.x) / cell);
  const row = (mm: number) => Math.floor((mm - grid.y) / cell);
  const [left, right] = [Math.max(0, column(x - reach)), Math.min(columns - 1, column(x + width + reach))];
  const [top, bottom] = [Math.max(0, row(y - reach)), Math.min(rows - 1, row(y + height + reach))];
  const { cos, sin, halfWidth, halfDepth, radius } = o;
  for (let j = top; j <= bottom; j++) {
    const dy = grid.y + (j + 0.5) * cell - o.y;
    for (let i = left; i <= right; i++) {
      const dx = grid.x + (i + 0.5) * cell - o.x;
      const far = awayFromBox(dx * cos + dy * sin, dy * cos - dx * sin, halfWidth, halfDepth, radius);
      if (far < reach) note(near, j * columns + i, far, index);
    }
  }
}

function note({ first, second, firstIs, secondIs }: Nearest, n: number, far: number, index: number): void {
  const before = first[n] ?? 0;
  if (far < before) {
    second[n] = before;
    secondIs[n] = firstIs[n] ?? -1;
    first[n] = far;
    firstIs[n] = index;
  } else if (far < (second[n] ?? 0)) {
    second[n] = far;
    secondIs[n] = index;
  }
}

/** The cells within an outline, as runs of columns in a row. */
function spans(
  { cell, columns, rows }: Floor,
  box: Box,
  outline: readonly Point[],
): [number, number, number][] {
  const found: [row: number, from: number, to: number][] = [];
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
      found.push([row, Math.max(0, from), Math.min(columns - 1, to)]);
    }
  }
  return found;
}
