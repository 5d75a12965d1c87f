// Finds the widest way from some cells to every other: a way is as wide as its
// narrowest passage. Prim's algorithm, with one stack of waiting cells per width.

import type { Floor } from "./floor.ts";
import type { Task } from "./task.ts";
import { roomyMm } from "./thresholds.ts";

export interface Ways {
  /** Half the width of the widest way to each cell; 0 when there is none. */
  half: Float32Array;
  /**
   * The cell where the widest way to each cell is narrowest;
   * -1 when it is as wide as `roomyMm`, or there is none.
   */
  narrowest: Int32Array;
}

/** Resolution of half widths, millimetres. */
const stepMm = 5;

/** Returns the widest ways from any of the starting cells, whose own widths are ignored. */
export function* widestWays({ columns, rows, half }: Floor, starts: readonly number[]): Task<Ways> {
  const ways: Ways = {
    half: new Float32Array(half.length),
    narrowest: new Int32Array(half.length).fill(-1),
  };
  const waiting = Array.from({ length: Math.ceil(roomyMm / stepMm) + 1 }, (): number[] => []);
  const wait = (n: number, width: number, narrowest: number) => {
    ways.half[n] = width;
    ways.narrowest[n] = narrowest;
    waiting[Math.floor(width / stepMm)]?.push(n);
  };
  for (const start of starts) wait(start, roomyMm, -1);
  for (let level = waiting.length - 1; level >= 0; level--) {
    const stack = waiting[level] ?? [];
    for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
      const width = ways.half[n] ?? 0;
      const row = Math.floor(n / columns);
      const column = n - row * columns;
      for (let j = Math.max(0, row - 1); j <= Math.min(rows - 1, row + 1); j++) {
        for (let i = Math.max(0, column - 1); i <= Math.min(columns - 1, column + 1); i++) {
          const next = j * columns + i;
          // Cells are reached in order of decreasing width, so the first way to a cell is its widest.
          if ((ways.half[next] ?? 0) > 0) continue;
          const there = half[next] ?? 0;
          if (there <= 0) continue;
          if (there < width) wait(next, there, next);
          else wait(next, width, ways.narrowest[n] ?? -1);
        }
      }
    }
    yield;
  }
  return ways;
}
