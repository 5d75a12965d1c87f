// Collects this peer's cursor points into batches.

import { type Motion, motionOf, pathOf } from "./prediction.ts";
import type { CursorPoint } from "./protocol.ts";
import type { Sample } from "./spline.ts";

const fastestPerSecond = 8;
const slowestPerSecond = 0.5;
const maxPoints = 32;
const maxStepMs = 1_000;
const plotLimit = 1_000_000;
/** A hand without a new point for this long counts as standing still where it is. */
const stillMs = 40;

/**
 * Returns the least number of milliseconds between a peer's batches, for so many peers in the room (this one
 * included) and the room's message budget per second; undefined when alone, so that nothing is sent or paid for.
 */
export function batchInterval(peers: number, messagesPerSecond: number): number | undefined {
  if (peers < 2) return undefined;
  const affordable = messagesPerSecond / (peers * (peers - 1));
  return 1_000 / Math.min(fastestPerSecond, Math.max(slowestPerSecond, affordable));
}

/** A batch as it is sent, and the motion that the others predict from it. */
export interface TakenBatch {
  points: CursorPoint[];
  motion: Motion | undefined;
}

/** The cursor points that were not sent yet. Millimetres and milliseconds are rounded as on the wire. */
export class CursorBatch {
  #points: Sample[] = [];
  /** When the last point that was sent was reached. */
  #sentAt: number | undefined;

  /**
   * Adds a point, in millimetres, at a time of the local clock. The points of an interval fit into a batch: one
   * that is closer to its predecessor is replaced. Of a longer time, the oldest are dropped.
   */
  add(x: number, y: number, at: number, intervalMs: number): void {
    const point = { x: within(x), y: within(y), at: Math.round(at) };
    const [last, before] = [this.#points.at(-1), this.#points.at(-2)];
    if (last?.x === point.x && last.y === point.y) return;
    const near = last && before && last.at - before.at < intervalMs / (maxPoints - 2);
    if (near) this.#points.pop();
    this.#points.push(point);
    if (this.#points.length >= maxPoints) this.#points.shift();
  }

  /** When the oldest point was added; undefined when there is none. */
  get since(): number | undefined {
    return this.#points[0]?.at;
  }

  /** Returns the batch at a time of the local clock, and starts an empty one. */
  take(now: number): TakenBatch {
    const points = this.#points;
    this.#points = [];
    const last = points.at(-1);
    if (!last) return { points: [], motion: undefined };
    if (now - last.at > stillMs) points.push({ ...last, at: Math.round(now) });
    let before = this.#sentAt;
    const sent = points.map(({ x, y, at }): CursorPoint => {
      const dt = before === undefined ? 0 : Math.min(maxStepMs, Math.max(0, at - before));
      before = at;
      return [x, y, dt];
    });
    this.#sentAt = before;
    return { points: sent, motion: motionOf(pathOf(sent, before ?? now)) };
  }

  /** Discards the points that were not sent. */
  discard(): void {
    this.#points = [];
  }

  /** Begins a new path: its first point has no predecessor. */
  restart(): void {
    this.discard();
    this.#sentAt = undefined;
  }
}

function within(mm: number): number {
  return Math.round(Math.min(plotLimit, Math.max(-plotLimit, mm)));
}
