// Records what a template reads, so that it is computed again only when one of these values has changed,
// without a list of dependencies that is kept by hand.

/** Getters that were called during a computation, each with the value that it returned. */
type Reads = Map<() => unknown, unknown>;

let noting: Reads | undefined;

/** Calls a getter and records its value as a dependency of the current computation. */
function read<T>(get: () => T): T {
  const value = get();
  noting?.set(get, value);
  return value;
}

/** Returns an object whose fields read, with tracking, those of the current `source()`. */
export function trackedFields<T extends object>(source: () => T): T {
  const fields = {} as T;
  for (const key of Object.keys(source()) as (keyof T)[]) {
    const get = () => source()[key];
    Object.defineProperty(fields, key, { enumerable: true, get: () => read(get) });
  }
  return fields;
}

/** Computes a value; the current computation depends on the result alone, not on what `compute` reads. */
export function derived<T>(compute: () => T): T {
  return read(() => untracked(compute));
}

/** Computes a value without recording any dependency. */
export function untracked<T>(compute: () => T): T {
  return noted(undefined, compute);
}

/** A computed value, kept as long as all that was read for it is the same, by identity. */
export class Memo<T> {
  #kept: { value: T; reads: Reads } | undefined;

  constructor(private readonly compute: () => T) {}

  get value(): T {
    if (!this.#kept || isStale(this.#kept.reads)) {
      const reads: Reads = new Map();
      this.#kept = { value: noted(reads, this.compute), reads };
    }
    return this.#kept.value;
  }
}

function isStale(reads: Reads): boolean {
  for (const [get, value] of reads) if (!Object.is(get(), value)) return true;
  return false;
}

function noted<T>(reads: Reads | undefined, compute: () => T): T {
  const outer = noting;
  noting = reads;
  try {
    return compute();
  } finally {
    noting = outer;
  }
}
