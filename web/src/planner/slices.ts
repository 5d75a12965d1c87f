// Long work in short slices, when the browser has a moment: no frame waits for it.

/** No slice takes longer than this, by as much as one step may. */
const sliceMs = 3;
/** A browser that never has a moment is given so much time to find one. */
const latestMs = 200;

/** Runs steps to their end, a slice at a time; the returned function calls it off. */
export function inSlices<T>(steps: Iterator<void, T>, done: (result: T) => void): () => void {
  let stopped = false;
  const slice = () => {
    if (stopped) return;
    const until = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done) return done(step.value);
    } while (performance.now() < until);
    whenIdle(slice);
  };
  whenIdle(slice);
  return () => {
    stopped = true;
  };
}

/** Safari has no idle callbacks; there, other work gets its turn in between. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: latestMs });
  else setTimeout(run);
}
