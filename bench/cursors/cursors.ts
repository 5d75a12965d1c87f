// How smooth another's cursor looks, and what it costs: the client library's own batching and
// playback, fed with a simulated hand. Traces come as JSON on standard input, results leave so.

import { readFileSync } from "node:fs";
import type { Cancel, Clock } from "../../web/src/client/clock.ts";
import { Playback } from "../../web/src/client/cursor.ts";
import { Pointer } from "../../web/src/client/pointer.ts";
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
/** A line of 60 to 100 ms each way together, as within a continent. */
const lineMs = 60;
const jitterMs = 40;

/** Time that moves when it is told to. */
class StepClock implements Clock {
  #now = 0;
  #alarms: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const alarm = { at: this.#now + ms, run };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((a) => a !== alarm);
    };
  }

  moveTo(end: number): void {
    for (;;) {
      const [next] = this.#alarms.filter((a) => a.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#alarms = this.#alarms.filter((a) => a !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

/** A repeatable number from 0 to 1 for each step (mulberry32). */
function noise(step: number): number {
  let t = (step * 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** What the client sends for a trace, as it arrives at another. */
function batched(trace: readonly TraceSample[], input: Input): Arrival[] {
  const clock = new StepClock();
  const arrivals: Arrival[] = [];
  const pointer = new Pointer({
    clock,
    peers: () => input.people,
    messagesPerSecond: () => input.messagesPerSecond,
    previews: () => [],
    send(frame) {
      const at = clock.now() + lineMs + jitterMs * noise(arrivals.length);
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

/** The naive way: where the hand is, ten times a second while it moves, shown as it comes. */
function naive(trace: readonly TraceSample[]): Arrival[] {
  const arrivals: Arrival[] = [];
  let next = 0;
  for (const { at, x, y } of trace) {
    const ms = at / 1e6;
    if (ms < next) continue;
    next = Math.max(next + naiveMs, ms + naiveMs - frameMs);
    arrivals.push({ at: ms + lineMs + jitterMs * noise(arrivals.length), points: [[x, y, 0]] });
  }
  return arrivals;
}

/** Where the cursor is drawn, sixty times a second. */
function drawn(arrivals: readonly Arrival[], until: number, smooth: boolean): (Spot | undefined)[] {
  const playback = new Playback();
  const queue = [...arrivals].sort((a, b) => a.at - b.at);
  const frames: (Spot | undefined)[] = [];
  let here: Spot | undefined;
  for (let now = 0; now < until; now += frameMs) {
    while (queue[0] && queue[0].at <= now) {
      const points = queue.shift()?.points ?? [];
      if (smooth) playback.push(points, now);
      const [last] = points.slice(-1);
      if (last) here = { x: last[0], y: last[1] };
    }
    frames.push(smooth ? playback.at(now) : here);
  }
  return frames;
}

/** Where the hand truly was at each frame. */
function truth(trace: readonly TraceSample[], until: number): Spot[] {
  const frames: Spot[] = [];
  let i = 0;
  for (let now = 0; now < until; now += frameMs) {
    while ((trace[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1e6 <= now) i++;
    frames.push({ x: trace[i]?.x ?? 0, y: trace[i]?.y ?? 0 });
  }
  return frames;
}

/** Distances between what is drawn and the truth so many frames before, while the hand moves. */
function errors(shown: readonly (Spot | undefined)[], real: readonly Spot[], lag: number): number[] {
  const distances: number[] = [];
  shown.forEach((spot, frame) => {
    const [was, before] = [real[frame - lag], real[frame - lag - 6]];
    if (!spot || !was || !before || (was.x === before.x && was.y === before.y)) return;
    distances.push(Math.hypot(spot.x - was.x, spot.y - was.y));
  });
  return distances.sort((a, b) => a - b);
}

/** How much the drawn step changes from frame to frame, in millimetres: what the eye takes for stutter. */
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

function judge(input: Input, smooth: boolean) {
  let messages = 0;
  let stutterSum = 0;
  const runs = input.traces.map((trace) => {
    const until = (trace.at(-1)?.at ?? 0) / 1e6 + 2_000;
    const arrivals = smooth ? batched(trace, input) : naive(trace);
    messages += arrivals.length;
    const shown = drawn(arrivals, until, smooth);
    stutterSum += stutter(shown);
    return { shown, real: truth(trace, until) };
  });
  const at = (lag: number) =>
    runs.flatMap(({ shown, real }) => errors(shown, real, lag)).sort((a, b) => a - b);
  const rms = (list: number[]) => Math.sqrt(list.reduce((sum, d) => sum + d * d, 0) / list.length);
  const lags = Array.from({ length: 45 }, (_, lag) => ({ lag, list: at(lag) }));
  const best = lags.reduce((a, b) => (rms(b.list) < rms(a.list) ? b : a));
  const share = (q: number) => Math.round(best.list[Math.floor(best.list.length * q)] ?? 0);
  return {
    messages,
    delayMs: Math.round(best.lag * frameMs),
    p50Mm: share(0.5),
    p95Mm: share(0.95),
    stutterMm: Math.round((10 * stutterSum) / runs.length) / 10,
  };
}

const input: Input = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ ours: judge(input, true), naive: judge(input, false) }));
