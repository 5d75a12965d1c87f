// A clock that a test moves, in place of performance.now and the timers.

import { afterEach, beforeEach, vi } from "vitest";

/** Begins at 0 in each test of the file that calls this. */
export function startStopwatch(): { now: number } {
  const stopwatch = { now: 0 };
  beforeEach(() => {
    stopwatch.now = 0;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.spyOn(performance, "now").mockImplementation(() => stopwatch.now);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  return stopwatch;
}
