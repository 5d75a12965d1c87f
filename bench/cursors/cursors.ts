// Measures how many messages cursors need and how smooth they look to other peers, with the
// client library's own batching and playback and with a naive stream. Reads the traces of
// simulated pointers as JSON from standard input, and writes the result as JSON to standard output.

import { readFileSync } from "node:fs";
import type { Cancel, Clock } from "../../web/src/client/clock.ts";
import { CursorPlayback } from "../../web/src/client/cursor-playback.ts";
import { CursorSender } from "../../web/src/client/cursor-sender.ts";
import type { CursorPoint } from "../../web/src/client/protocol.ts";
import type { Spot } from "../../web/src/client/spline.ts";

/** A sample of bench/workload; `at` in nanoseconds. */
interface TraceSample {
  at: number;
  x: number;
  y: number;
}

interface Input {
  people: number;
  messagesPerSecond: number;
  traces: TraceSample[][];
}

interface Arrival {
  at: number;
  points: readonly CursorPoint[];
}

const frameMs = 1_000 / 60;
const naiveMs = 100;
/** The network's latency from sender to receiver is 60 to 100 ms, as within a continent. */
const latencyMs = 60;
const jitterMs = 40;

/** A clock whose time changes only by moveTo. */
class StepClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((a) => a !== timer);
    };
  }

  moveTo(end: number): void {
    for (;;) {
      const [next] = this.#timers.filter((a) => a.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((a) => a !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

/** A pseudo-random number from 0 to 1, the same for the same step (mulberry32). */
function noise(step: number): number {
  let t = (step * 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** The messages that the client library sends for a trace, with their times of receipt. */
function batched(trace: readonly TraceSample[], input: Input): Arrival[] {
  const clock = new StepClock();
  const arrivals: Arrival[] = [];
  const pointer = new CursorSender({
    clock,
    peers: () => input.people,
    messagesPerSecond: () => input.messagesPerSecond,
    previews: () => [],
    send(frame) {
      const at = clock.now() + latencyMs + jitterMs * noise(arrivals.length);
      arrivals.push({ at, points: JSON.parse(frame).points });
      return true;
    },
  });
  for (const sample of trace) {
    clock.moveTo(sample.at / 1e6);
    pointer.point(sample.x, sample.y);
  }
  clock.moveTo(clock.now() + 5_000);
  return arrivals;
}

/** The naive stream: the pointer's position ten times a second while it moves. */
function naive(trace: readonly TraceSample[]): Arrival[] {
  const arrivals: Arrival[] = [];
  let next = 0;
  for (const { at, x, y } of trace) {
    const ms = at / 1e6;
    if (ms < next) continue;
    next = Math.max(next + naiveMs, ms + naiveMs - frameMs);
    arrivals.push({ at: ms + latencyMs + jitterMs * noise(arrivals.length), points: [[x, y, 0]] });
  }
  return arrivals;
}

/** The cursor's drawn position in each frame; without smooth, the last received position. */
function drawn(arrivals: readonly Arrival[], until: number, smooth: boolean): (Spot | undefined)[] {
  const playback = new CursorPlayback();
  const queue = [...arrivals].sort((a, b) => a.at - b.at);
  const frames: (Spot | undefined)[] = [];
  let latest: Spot | undefined;
  for (let now = 0; now < until; now += frameMs) {
    while (queue[0] && queue[0].at <= now) {
      const points = queue.shift()?.points ?? [];
      if (smooth) playback.push(points, now);
      const [last] = points.slice(-1);
      if (last) latest = { x: last[0], y: last[1] };
    }
    frames.push(smooth ? playback.at(now) : latest);
  }
  return frames;
}

/** The pointer's actual position at the time of each frame. */
function actualPositions(trace: readonly TraceSample[], until: number): Spot[] {
  const frames: Spot[] = [];
  let i = 0;
  for (let now = 0; now < until; now += frameMs) {
    while ((trace[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1e6 <= now) i++;
    frames.push({ x: trace[i]?.x ?? 0, y: trace[i]?.y ?? 0 });
  }
  return frames;
}

/**
 * The sorted distances between the drawn position and the actual one `lag` frames before, while
 * the pointer moves.
 */
function errors(shown: readonly (Spot | undefined)[], actual: readonly Spot[], lag: number): number[] {
  const distances: number[] = [];
  shown.forEach((spot, frame) => {
    const [was, before] = [actual[frame - lag], actual[frame - lag - 6]];
    if (!spot || !was || !before || (was.x === before.x && was.y === before.y)) return;
    distances.push(Math.hypot(spot.x - was.x, spot.y - was.y));
  });
  return distances.sort((a, b) => a - b);
}

/** The root mean square change of the drawn step from frame to frame, in millimetres. */
function stutter(shown: readonly (Spot | undefined)[]): number {
  let sum = 0;
  let count = 0;
  for (let i = 2; i < shown.length; i++) {
    const [a, b, c] = [shown[i - 2], shown[i - 1], shown[i]];
    if (!a || !b || !c || (a.x === c.x && a.y === c.y)) continue;
    sum += Math.hypot(c.x - 2 * b.x + a.x, c.y - 2 * b.y + a.y) ** 2;
    count++;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

/** Measures one method over all traces: the client library's if smooth, else the naive stream. */
function measure(input: Input, smooth: boolean) {
  let messages = 0;
  let stutterSum = 0;
  const runs = input.traces.map((trace) => {
    const until = (trace.at(-1)?.at ?? 0) / 1e6 + 2_000;
    const arrivals = smooth ? batched(trace, input) : naive(trace);
    messages += arrivals.length;
    const shown = drawn(arrivals, until, smooth);
    stutterSum += stutter(shown);
    return { shown, actual: actualPositions(trace, until) };
  });
  const distances = (lag: number) =>
    runs.flatMap(({ shown, actual }) => errors(shown, actual, lag)).sort((a, b) => a - b);
  const rms = (list: number[]) => Math.sqrt(list.reduce((sum, d) => sum + d * d, 0) / list.length);
  const lags = Array.from({ length: 45 }, (_, lag) => ({ lag, list: distances(lag) }));
  const best = lags.reduce((a, b) => (rms(b.list) < rms(a.list) ? b : a));
  const percentile = (q: number) => Math.round(best.list[Math.floor(best.list.length * q)] ?? 0);
  return {
    messages,
    delayMs: Math.round(best.lag * frameMs),
    p50Mm: percentile(0.5),
    p95Mm: percentile(0.95),
    stutterMm: Math.round((10 * stutterSum) / runs.length) / 10,
  };
}

const input: Input = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ ours: measure(input, true), naive: measure(input, false) }));
