// Reads a Chromium trace: how long a page's main thread worked for each frame.

/** The part of a trace event that is read; times are in microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** The part of `dur` in which the thread had the processor. */
  tdur?: number;
}

/** Events of scripting, style and layout. Painting is left out, because it depends on the machine. */
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

/**
 * Returns the thread's work per frame, in milliseconds, between two
 * marks set with `performance.mark`; throws when the trace lacks them.
 */
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
    // Work since the last frame counts for the next one.
    const frame = frames.findIndex((committed) => committed >= ts);
    if (frame >= 0) sums[frame] = (sums[frame] ?? 0) + tdur / 1000;
  }
  return sums;
}

/** Returns the events that are not within another, whose duration includes them. */
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

/** Returns the value below which a `share` (0 to 1) of all values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
