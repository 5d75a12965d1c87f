// The floor as a raster: how far each cell is from what stands nearest, up to what
// the widest class of walkway needs.

import type { Plan, Point } from "../client/index.ts";
import { type Box, boxOf, edges } from "../plane/index.ts";
import { cellMm, mostCells, roomyMm } from "./numbers.ts";
import { away, awayFrom, type Obstacle } from "./obstacle.ts";

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
  if (second - first > floor.cell || first <= 0) return first;
  const [a, b] = [obstacles[near.firstIs[n] ?? -1], obstacles[near.secondIs[n] ?? -1]];
  if (!a || !b) return first;
  return opposite(a, b, floor.middle(n)) ? Math.min(roomyMm, (first + second) / 2) : first;
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
    first: new Float32Array(cells).fill(roomyMm),
    second: new Float32Array(cells).fill(roomyMm),
    firstIs: new Int16Array(cells).fill(-1),
    secondIs: new Int16Array(cells).fill(-1),
  };
  obstacles.forEach((o, index) => {
    const { x, y, width, height } = boxOf(o.around);
    const column = (mm: number) => Math.floor((mm - box.x) / cell);
    const row = (mm: number) => Math.floor((mm - box.y) / cell);
    const [left, right] = [
      Math.max(0, column(x - roomyMm)),
      Math.min(columns - 1, column(x + width + roomyMm)),
    ];
    const [top, bottom] = [Math.max(0, row(y - roomyMm)), Math.min(rows - 1, row(y + height + roomyMm))];
    for (let j = top; j <= bottom; j++) {
      for (let i = left; i <= right; i++) {
        const far = away(o, box.x + (i + 0.5) * cell, box.y + (j + 0.5) * cell);
        note(near, j * columns + i, far, index);
      }
    }
  });
  return near;
}

function note(near: Nearest, n: number, far: number, index: number): void {
  if (far < (near.first[n] ?? 0)) {
    near.second[n] = near.first[n] ?? 0;
    near.secondIs[n] = near.firstIs[n] ?? -1;
    near.first[n] = far;
    near.firstIs[n] = index;
  } else if (far < (near.second[n] ?? 0)) {
    near.second[n] = far;
    near.secondIs[n] = index;
  }
}

/** The cells within an outline, as runs of columns in a row. */
function spans(
  { cell, columns, rows }: Floor,
  box: Box,
  outline: readonly Point[],
): [number, number, number][] {
  const found: [row: number, from: number, to: number][] = [];
  for (let row = 0; row < rows; row++) {
    const y = box.y + (row + 0.5) * cell;
    const crossed = edges(outline)
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
