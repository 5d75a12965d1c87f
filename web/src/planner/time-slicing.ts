// Divides long work into short slices, so that frames and input events are handled in between.

/** Maximum duration of a slice; the last step may exceed it. */
const sliceMs = 3;

/** Runs steps to their end, one slice at a time; the returned function cancels them. */
export function runInSlices<T>(steps: Iterator<void, T>, done: (result: T) => void): () => void {
  let calledOff = false;
  const slice = () => {
    if (calledOff) return;
    const until = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done) return done(step.value);
    } while (performance.now() < until);
    inTurn(slice);
  };
  inTurn(slice);
  return () => {
    calledOff = true;
  };
}

/**
 * Runs a function in a later task: by scheduler.postTask if it exists, as timers in sequence wait 4 ms each. Not by
 * scheduler.yield, whose continuations come before frames: in Chromium only ten frames a second are left then.
 */
function inTurn(run: () => void): void {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (run: () => void) => Promise<void> } };
  if (scheduler?.postTask) void scheduler.postTask(run);
  else setTimeout(run);
}
