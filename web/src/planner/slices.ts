// Long work in short slices: frames and hands get their turn in between.

/** No slice takes longer than this, by as much as one step may. */
const sliceMs = 3;

/** Runs steps to their end, a slice at a time; the returned function calls it off. */
export function inSlices<T>(steps: Iterator<void, T>, done: (result: T) => void): () => void {
  const slice = () => {
    const until = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done) return done(step.value);
    } while (performance.now() < until);
    next = setTimeout(slice);
  };
  let next = setTimeout(slice);
  return () => clearTimeout(next);
}
