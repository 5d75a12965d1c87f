// A check of a large room takes longer than a frame may: it pauses between its steps, and
// who runs it says how long.

/** Work in short steps. */
export type Task<T> = Generator<void, T, void>;

/** Runs all steps without a pause. */
export function runSync<T>(steps: Task<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `map`, one step for each. */
export function* mapTask<A, B>(list: readonly A[], make: (one: A) => B): Task<B[]> {
  const made: B[] = [];
  for (const one of list) {
    made.push(make(one));
    yield;
  }
  return made;
}
