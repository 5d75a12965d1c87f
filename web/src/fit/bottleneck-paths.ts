// The widest way from one spot to every other: a way is as wide as its narrowest passage.
// Prim's algorithm, with cells waiting in one stack for each width.

import type { Floor } from "./floor.ts";
import type { Task } from "./task.ts";
import { roomyMm } from "./thresholds.ts";

export interface Ways {
  /** By cell: half the width of the widest way to it; 0 when there is none. */
  half: Float32Array;
  /** By cell: where that way is narrowest; -1 when nowhere. */
  narrowest: Int32Array;
}

/** Widths are told apart to so many millimetres. */
const stepMm = 5;

/** Ways from any of the starting cells, where one stands already. */
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
          // Reached from the widest first, so what was reached is reached for good.
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
