// Dead reckoning: where a peer's cursor, or an item that it drags, is assumed to be until its next batch (PR6).
// The sender predicts what the others display with the same functions, and sends only what they can't know.

import type { CursorPoint } from "./protocol.ts";
import type { Sample, Spot } from "./spline.ts";

/** The end of a batch: its last position, and the velocity there in millimetres a millisecond. */
export interface Motion extends Sample {
  vx: number;
  vy: number;
}

/** The velocity is the mean of a batch's last points, over this time. */
const velocityMs = 34;
/** A predicted movement slows down evenly, and stands still after this time. */
export const fadeMs = 250;

/** Returns the path of a batch's points: the first `dt` is the gap before it, and the last point is reached at `end`. */
export function pathOf(points: readonly CursorPoint[], end: number): Sample[] {
  let at = end - lengthOf(points);
  return points.map(([x, y, dt], i) => {
    if (i > 0) at += dt;
    return { x, y, at };
  });
}

/** Returns the milliseconds from a batch's first point to its last. */
export function lengthOf(points: readonly CursorPoint[]): number {
  return points.slice(1).reduce((sum, [, , dt]) => sum + dt, 0);
}

/** Returns the motion at the end of a batch's path; undefined when there are none. */
export function motionOf(path: readonly Sample[]): Motion | undefined {
  const last = path.at(-1);
  if (!last) return undefined;
  const first = path.find(({ at }) => at >= last.at - velocityMs) ?? last;
  const from = first === last ? (path.at(-2) ?? last) : first;
  const ms = Math.max(1, last.at - from.at);
  return { ...last, vx: (last.x - from.x) / ms, vy: (last.y - from.y) / ms };
}

/** Returns the position predicted for a time; that of the motion itself for an earlier one. */
export function predict({ x, y, at, vx, vy }: Motion, time: number): Spot {
  const ms = Math.min(fadeMs, Math.max(0, time - at));
  const way = ms - ms ** 2 / (2 * fadeMs);
  return { x: x + vx * way, y: y + vy * way };
}
