// Long work in short slices: frames and hands get their turn in between.

/** No slice takes longer than this, by as much as one step may. */
const sliceMs = 3;

/** Runs steps to their end, a slice at a time; the returned function calls it off. */
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

/** Timers that follow each other wait 4 ms each; where the browser can pass its turn on, nothing is waited for. */
function inTurn(run: () => void): void {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) void scheduler.yield().then(run);
  else setTimeout(run);
}
