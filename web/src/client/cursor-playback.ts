// Cursors: collects points into batches (PR6), and plays batches back smoothly (PR7). No timers here:
// CursorSender and RemotePresence have them.

import type { CursorPoint } from "./protocol.ts";
import { type Sample, type Spot, splineAt } from "./spline.ts";

const fastestPerSecond = 8;
const slowestPerSecond = 0.5;
const maxPoints = 32;
const maxStepMs = 1_000;
const plotLimit = 1_000_000;

/**
 * Returns the milliseconds between a peer's batches, for so many peers in the room (this one included)
 * and the room's message budget per second; undefined when alone, so that nothing is sent or paid for.
 */
export function batchInterval(peers: number, messagesPerSecond: number): number | undefined {
  if (peers < 2) return undefined;
  const affordable = messagesPerSecond / (peers * (peers - 1));
  return 1_000 / Math.min(fastestPerSecond, Math.max(slowestPerSecond, affordable));
}

/** Collects this peer's cursor points until the next batch is sent. */
export class CursorBatch {
  #points: Sample[] = [];

  /** Adds a point, in millimetres, at a time of the local clock. */
  add(x: number, y: number, at: number, intervalMs: number): void {
    const spot = { x: within(x), y: within(y), at };
    const last = this.#points.at(-1);
    if (last?.x === spot.x && last.y === spot.y) return;
    // A sample closer than a batch has room for replaces the previous one: the newest point is always sent.
    const crowded = last && this.#points.length > 1 && at - last.at < intervalMs / (maxPoints - 2);
    if (crowded || this.#points.length === maxPoints) this.#points.pop();
    this.#points.push(spot);
  }

  /** Returns the batch in its wire form, and starts an empty one. */
  take(): CursorPoint[] {
    const points = this.#points;
    this.#points = [];
    return points.map((p, i) => {
      const before = points[i - 1];
      return [p.x, p.y, before ? Math.min(maxStepMs, Math.max(0, Math.round(p.at - before.at))) : 0];
    });
  }
}

function within(mm: number): number {
  return Math.round(Math.min(plotLimit, Math.max(-plotLimit, mm)));
}

/**
 * A batch's first point is reached this long after the last known one: the cursor glides, and does not jump.
 */
const joinMs = 60;
/** Playback that lags by more than this drops the late points. */
const maxLagMs = 1_000;
/** Number of past samples kept, for the curve's tangent. */
const keptBehind = 2;

/** Playback of one peer's cursor, with the time offsets of its batches. */
export class CursorPlayback {
  #samples: Sample[] = [];

  /** Adds a batch that was received at a time of the local clock. */
  push(points: readonly CursorPoint[], now: number): void {
    if (points.length === 0) return;
    const here = this.at(now);
    const end = this.#samples.at(-1)?.at ?? now;
    if (end - now > maxLagMs || end <= now) this.#samples = here ? [{ ...here, at: now }] : [];
    let at = Math.max(now, this.#samples.at(-1)?.at ?? now);
    points.forEach(([x, y, dt], i) => {
      at += i === 0 ? Math.max(dt, this.#samples.length > 0 ? joinMs : 0) : Math.max(1, dt);
      this.#samples.push({ x, y, at });
    });
  }

  /** Returns the cursor's position at a time; undefined before the first batch. */
  at(now: number): Spot | undefined {
    const next = this.#samples.findIndex((s) => s.at > now);
    const passed = next === -1 ? this.#samples.length : next;
    if (passed > keptBehind) this.#samples.splice(0, passed - keptBehind);
    return splineAt(this.#samples, now);
  }

  /** Reports whether the playback is not finished. */
  moving(now: number): boolean {
    return this.end > now;
  }

  /** When the last point is reached. */
  get end(): number {
    return this.#samples.at(-1)?.at ?? 0;
  }
}
