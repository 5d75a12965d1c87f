import { expect, test, vi } from "vitest";
import { runInSlices } from "../../src/planner/time-slicing.ts";
import { startStopwatch } from "../fake/stopwatch.ts";

const stopwatch = startStopwatch();

/** So many steps of a millisecond each. */
function* steps(count: number, taken: () => void): Generator<void, string> {
  for (let i = 0; i < count; i++) {
    stopwatch.now += 1;
    taken();
    yield;
  }
  return "done";
}

test("long work is done in slices of three milliseconds, and told when it is done", () => {
  const taken = vi.fn();
  const done = vi.fn();
  runInSlices(steps(8, taken), done);
  expect(taken).not.toHaveBeenCalled();
  for (const after of [3, 6, 8]) {
    vi.advanceTimersToNextTimer();
    expect(taken).toHaveBeenCalledTimes(after);
  }
  expect(done).toHaveBeenCalledExactlyOnceWith("done");
});

test("where the browser has a scheduler, no timer is waited for, and slices are tasks that leave room for frames", () => {
  const turns: (() => void)[] = [];
  const proceed = vi.fn();
  vi.stubGlobal("scheduler", { postTask: (run: () => void) => turns.push(run), yield: proceed });
  const taken = vi.fn();
  const done = vi.fn();
  const called = vi.fn();
  runInSlices(steps(8, taken), done);
  const callOff = runInSlices(steps(8, called), done);
  callOff();
  for (const after of [0, 3, 6, 8]) {
    expect(taken).toHaveBeenCalledTimes(after);
    for (const turn of turns.splice(0)) turn();
  }
  expect(vi.getTimerCount()).toBe(0);
  expect(done).toHaveBeenCalledOnce();
  expect(called).not.toHaveBeenCalled();
  expect(proceed).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test("one step longer than a slice is not repeated, nor the last", () => {
  const taken = vi.fn();
  runInSlices(
    steps(2, () => {
      stopwatch.now += 50;
      taken();
    }),
    () => {},
  );
  vi.runAllTimers();
  expect(taken).toHaveBeenCalledTimes(2);
});

test("work that is called off does no more", () => {
  const taken = vi.fn();
  const done = vi.fn();
  const callOff = runInSlices(steps(8, taken), done);
  vi.advanceTimersToNextTimer();
  callOff();
  vi.runAllTimers();
  expect(taken).toHaveBeenCalledTimes(3);
  expect(done).not.toHaveBeenCalled();
});
