// Small guards that read unknown JSON into typed values. A shape throws BadShape;
// only decode.ts calls shapes, and it turns that into a tagged failure.

/** What could not be read, and where: `items[2].x must be an integer`. */
export interface DecodeIssue {
  path: string;
  message: string;
}

/** A failure on its way up to decode. */
export class DecodeError extends Error {
  constructor(readonly failure: DecodeIssue) {
    super(`${failure.path} ${failure.message}`);
  }
}

/** Reads a value found at a path. Entries that a lenient list left out are added to `skipped`. */
export type Decoder<T> = (value: unknown, path: string, skipped: DecodeIssue[]) => T;

function refuse(path: string, message: string): never {
  throw new DecodeError({ path: path === "" ? "message" : path, message });
}

export const string: Decoder<string> = (v, path) =>
  typeof v === "string" ? v : refuse(path, "must be a string");

export const boolean: Decoder<boolean> = (v, path) =>
  typeof v === "boolean" ? v : refuse(path, "must be true or false");

/** A whole number from min to max. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Decoder<number> {
  return (v, path) =>
    typeof v === "number" && Number.isSafeInteger(v) && v >= min && v <= max
      ? v
      : refuse(path, "must be an integer in its bounds");
}

/** One of a few known words. */
export function oneOf<T extends string | boolean>(...words: readonly T[]): Decoder<T> {
  return (v, path) => words.find((w) => w === v) ?? refuse(path, `must be one of ${words.join(", ")}`);
}

/** A list in which every entry must be right. */
export function array<T>(entry: Decoder<T>): Decoder<T[]> {
  return (v, path, skipped) =>
    Array.isArray(v) ? v.map((e, i) => entry(e, `${path}[${i}]`, skipped)) : refuse(path, "must be a list");
}

/** A list that leaves out entries which can't be read, so that one bad row never stops the sync. */
export function lenientArray<T>(entry: Decoder<T>): Decoder<T[]> {
  return (v, path, skipped) => {
    if (!Array.isArray(v)) return refuse(path, "must be a list");
    return v.flatMap((e: unknown, i) => {
      const read = attempt(entry, e, `${path}[${i}]`, skipped);
      return read === undefined ? [] : [read];
    });
  };
}

/** Reads a value, or reports why not and returns undefined. */
function attempt<T>(shape: Decoder<T>, v: unknown, path: string, skipped: DecodeIssue[]): T | undefined {
  try {
    return shape(v, path, skipped);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    skipped.push(error.failure);
    return undefined;
  }
}

/** A list of exactly these entries. */
export function tuple<T extends unknown[]>(...entries: { [K in keyof T]: Decoder<T[K]> }): Decoder<T> {
  return (v, path, skipped) => {
    if (!Array.isArray(v) || v.length !== entries.length) {
      return refuse(path, `must be a list of ${entries.length}`);
    }
    return entries.map((entry, i) => entry(v[i], `${path}[${i}]`, skipped)) as T;
  };
}

/** A field that may be missing; a lenient one is left out, and reported, when it can't be read. */
export interface Optional<T> {
  optional: Decoder<T>;
  lenient: boolean;
}

export function optional<T>(shape: Decoder<T>): Optional<T> {
  return { optional: shape, lenient: false };
}

export function lenient<T>(shape: Decoder<T>): Optional<T> {
  return { optional: shape, lenient: true };
}

type Fields<T> = {
  [K in keyof T]-?: undefined extends T[K]
    ? Optional<Exclude<T[K], undefined>>
    : Record<never, never> extends Pick<T, K>
      ? Optional<Exclude<T[K], undefined>>
      : Decoder<T[K]>;
};

/**
 * An object of these fields, rebuilt in their order. Fields it does not name are
 * left out: a newer server may say more than this client knows.
 */
export function object<T extends object>(fields: Fields<T>): Decoder<T> {
  const entries = Object.entries<Decoder<unknown> | Optional<unknown>>(fields);
  return (v, path, skipped) => {
    if (!isRecord(v)) return refuse(path, "must be an object");
    const out: Record<string, unknown> = {};
    for (const [key, field] of entries) {
      const at = path === "" ? key : `${path}.${key}`;
      const value = v[key];
      if (typeof field === "function") out[key] = field(value, at, skipped);
      else if (value !== undefined) {
        const read = (field.lenient ? attempt<unknown> : call)(field.optional, value, at, skipped);
        if (read !== undefined) out[key] = read;
      }
    }
    return out as T;
  };
}

function call<T>(shape: Decoder<T>, v: unknown, path: string, skipped: DecodeIssue[]): T {
  return shape(v, path, skipped);
}

/** True for a JSON object. */
export function isRecord(v: unknown): v is Record<string, unknown> {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}
