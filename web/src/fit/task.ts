// Work in steps: a check of a large room takes longer than a frame allows,
// so it pauses between steps, and its caller decides for how long.

/** Work in short steps; the caller continues it by `next`. */
export type Task<T> = Generator<void, T, void>;

/** Runs all steps without a pause. */
export function runSync<T>(steps: Task<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Maps a list, one element per step. */
export function* mapTask<A, B>(list: readonly A[], make: (one: A) => B): Task<B[]> {
  const made: B[] = [];
  for (const one of list) {
    made.push(make(one));
    yield;
  }
  return made;
}
