// What a template reads is noted, so that it is made anew only when something of that is another: no
// list of what it depends on is kept by hand.

/** Reads made while something was computed, each with what it gave. */
type Reads = Map<() => unknown, unknown>;

let noting: Reads | undefined;

/** Reads something; what is being computed depends on what it gives. */
function read<T>(get: () => T): T {
  const value = get();
  noting?.set(get, value);
  return value;
}

/** The fields of an object that is made anew whenever one of them is another. */
export function trackedFields<T extends object>(source: () => T): T {
  const fields = {} as T;
  for (const key of Object.keys(source()) as (keyof T)[]) {
    const get = () => source()[key];
    Object.defineProperty(fields, key, { enumerable: true, get: () => read(get) });
  }
  return fields;
}

/** Computes something; who reads it depends on what it gives, and not on what it is computed from. */
export function derived<T>(compute: () => T): T {
  return read(() => untracked(compute));
}

/** Reads what nothing depends on. */
export function untracked<T>(compute: () => T): T {
  return noted(undefined, compute);
}

/** Keeps what was computed for as long as all that it read gives the same again, by identity. */
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
