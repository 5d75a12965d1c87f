// Measures how many messages cursors and drag previews need, and how smooth they look to other peers, with the
// client library's own batching and playback and with a naive stream. Reads the traces of simulated pointers as
// JSON from standard input, and writes the result as JSON to standard output.

import { readFileSync } from "node:fs";
import type { Cancel, Clock } from "../../web/src/client/clock.ts";
import { CursorSender, serverPace } from "../../web/src/client/cursor-sender.ts";
import type { CursorEvent, Preview } from "../../web/src/client/protocol.ts";
import { RemotePresence } from "../../web/src/client/remote-presence.ts";
import type { Spot } from "../../web/src/client/spline.ts";

/** A sample of bench/workload; `at` in nanoseconds. */
interface TraceSample {
  at: number;
  x: number;
  y: number;
  dragging: boolean;
  drop: boolean;
}

interface Input {
  people: number;
  messagesPerSecond: number;
  planWidth: number;
  traces: TraceSample[][];
}

interface Arrival {
  at: number;
  event: CursorEvent;
}

/** What the other peers saw of one person, in each frame. */
interface Shown {
  cursor: (Spot | undefined)[];
  item: (Spot | undefined)[];
}

const frameMs = 1_000 / 60;
const naiveMs = 100;
/** The network's latency from sender to receiver is 60 to 100 ms, as within a continent. */
const latencyMs = 60;
const jitterMs = 40;
/** Where a dragged item's centre is from the pointer, in millimetres. */
const grip: Spot = { x: 300, y: -200 };

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
  let previews: Preview[] = [];
  let token = 1;
  const sender = new CursorSender({
    clock,
    pace: () => serverPace(input.people, input.messagesPerSecond),
    planWidth: () => input.planWidth,
    previews: () => previews,
    watch: () => ({}),
    send({ points, drag }) {
      const at = clock.now() + latencyMs + jitterMs * noise(arrivals.length);
      arrivals.push({ at, event: { type: "cursor", peer: "sender", points, ...(drag ? { drag } : {}) } });
      return true;
    },
  });
  for (const { at, x, y, dragging, drop } of trace) {
    clock.moveTo(at / 1e6);
    sender.point(x, y);
    previews =
      dragging && !drop ? [{ id: "item", x: x + grip.x, y: y + grip.y, z: 0, rotation: 0, token }] : [];
    if (previews.length > 0) sender.dragged();
    if (drop) token += 1;
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
    const event: CursorEvent = { type: "cursor", peer: "sender", points: [[x, y, 0]] };
    arrivals.push({ at: ms + latencyMs + jitterMs * noise(arrivals.length), event });
  }
  return arrivals;
}

/** What the client library draws in each frame. */
function played(arrivals: readonly Arrival[], input: Input, until: number): Shown {
  const clock = new StepClock();
  const { intervalMs = 0 } = serverPace(input.people, input.messagesPerSecond) ?? {};
  let stored: Spot | undefined;
  const remote = new RemotePresence({
    clock,
    gone: () => {},
    holds: () => true,
    placeOf: () => stored && { ...stored, z: 0, rotation: 0 },
  });
  const queue = [...arrivals].sort((a, b) => a.at - b.at);
  const shown: Shown = { cursor: [], item: [] };
  for (let now = 0; now < until; now += frameMs) {
    while (queue[0] && queue[0].at <= now) {
      const { at, event } = queue.shift() as Arrival;
      clock.moveTo(at);
      const [preview] = event.drag ?? [];
      // Each drag is of another item, which was under the hand.
      if (preview && preview.token !== remote.preview("item")?.preview.token) {
        const [first] = event.points;
        stored = first ? { x: first[0] + grip.x, y: first[1] + grip.y } : preview;
      }
      remote.take(event, intervalMs);
    }
    clock.moveTo(now);
    shown.cursor.push(remote.cursors()[0]);
    shown.item.push(remote.previews()[0]);
  }
  return shown;
}

/** What a page draws that shows the last received position. */
function latest(arrivals: readonly Arrival[], until: number): Shown {
  const queue = [...arrivals].sort((a, b) => a.at - b.at);
  const shown: Shown = { cursor: [], item: [] };
  let spot: Spot | undefined;
  for (let now = 0; now < until; now += frameMs) {
    while (queue[0] && queue[0].at <= now) {
      const [last] = queue.shift()?.event.points.slice(-1) ?? [];
      if (last) spot = { x: last[0], y: last[1] };
    }
    shown.cursor.push(spot);
    shown.item.push(undefined);
  }
  return shown;
}

/** The pointer's and the dragged item's actual positions at the time of each frame. */
function actualPositions(trace: readonly TraceSample[], until: number): Shown {
  const actual: Shown = { cursor: [], item: [] };
  let i = 0;
  for (let now = 0; now < until; now += frameMs) {
    while ((trace[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1e6 <= now) i++;
    const { x, y, dragging, drop } = trace[i] ?? { x: 0, y: 0, dragging: false, drop: false };
    actual.cursor.push({ x, y });
    actual.item.push(dragging && !drop ? { x: x + grip.x, y: y + grip.y } : undefined);
  }
  return actual;
}

/**
 * The distances between the drawn position and the actual one `lag` frames before, while the pointer moves.
 */
function errors(shown: Shown["cursor"], actual: Shown["cursor"], lag: number): number[] {
  const distances: number[] = [];
  shown.forEach((spot, frame) => {
    const [was, before] = [actual[frame - lag], actual[frame - lag - 6]];
    if (!spot || !was || !before || (was.x === before.x && was.y === before.y)) return;
    distances.push(Math.hypot(spot.x - was.x, spot.y - was.y));
  });
  return distances;
}

/** The root mean square change of the drawn step from frame to frame, in millimetres. */
function stutter(shown: Shown["cursor"]): number {
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

interface Run {
  shown: Shown;
  actual: Shown;
}

const ascending = (list: number[]) => list.sort((a, b) => a - b);
const rms = (list: number[]) => Math.sqrt(list.reduce((sum, d) => sum + d * d, 0) / list.length);
const percentile = (list: number[], q: number) => Math.round(list[Math.floor(list.length * q)] ?? 0);

/** The delay that fits the drawn positions best, and the distances at that delay. */
function distances(runs: readonly Run[], what: keyof Shown) {
  const lags = Array.from({ length: 60 }, (_, lag) => ({
    lag,
    list: ascending(runs.flatMap(({ shown, actual }) => errors(shown[what], actual[what], lag))),
  }));
  return lags.reduce((a, b) => (rms(b.list) < rms(a.list) ? b : a));
}

function look({ lag, list }: { lag: number; list: number[] }) {
  return {
    delayMs: Math.round(lag * frameMs),
    p50Mm: percentile(list, 0.5),
    p95Mm: percentile(list, 0.95),
  };
}

/** Measures one method over all traces: the client library's if smooth, else the naive stream. */
function measure(input: Input, smooth: boolean) {
  let messages = 0;
  let stutterSum = 0;
  const runs = input.traces.map((trace): Run => {
    const until = (trace.at(-1)?.at ?? 0) / 1e6 + 2_000;
    const arrivals = smooth ? batched(trace, input) : naive(trace);
    messages += arrivals.length;
    const shown = smooth ? played(arrivals, input, until) : latest(arrivals, until);
    stutterSum += stutter(shown.cursor);
    return { shown, actual: actualPositions(trace, until) };
  });
  return {
    messages,
    ...look(distances(runs, "cursor")),
    stutterMm: Math.round((10 * stutterSum) / runs.length) / 10,
    item: smooth ? look(distances(runs, "item")) : { delayMs: 0, p50Mm: 0, p95Mm: 0 },
  };
}

const input: Input = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ ours: measure(input, true), naive: measure(input, false) }));
