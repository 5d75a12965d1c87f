// Reads a Chromium trace: how long a page's main thread worked for each frame that it made.

/** As much of a trace's event as is read; times are microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Of `dur`, what the thread itself had the processor for. */
  tdur?: number;
}

/** Scripting, style and layout; the browser's painting is the machine's. */
const work = new Set([
  "FunctionCall",
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "RunMicrotasks",
  "TimerFire",
  "MinorGC",
  "MajorGC",
  "UpdateLayoutTree",
  "Layout",
]);

/** Milliseconds of the thread's own work for each frame between two marks that a page set with `performance.mark`. */
export function workByFrame(events: readonly TraceEvent[], from: string, to: string): number[] {
  const [start, end] = [from, to].map((name) => events.find((e) => e.name === name));
  if (!start || !end) throw new Error("The trace has no marks of the page.");
  const here = events.filter(
    ({ pid, tid, ts }) => pid === start.pid && tid === start.tid && ts >= start.ts && ts <= end.ts,
  );
  const frames = here.filter(({ name }) => name === "BeginCommitCompositorFrame").map((e) => e.ts);
  const spans = outermost(here.filter(({ name, dur }) => work.has(name) && dur !== undefined));
  const sums = frames.map(() => 0);
  for (const { ts, dur = 0, tdur = dur } of spans) {
    // What was done since the frame before belongs to the next one.
    const frame = frames.findIndex((committed) => committed >= ts);
    if (frame >= 0) sums[frame] = (sums[frame] ?? 0) + tdur / 1000;
  }
  return sums;
}

/** Events that lie within no other: what a function calls is counted in it. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = 0;
  return [...events]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
}

/** The value that a share of all lies below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
