// Composable decoders of unknown JSON into typed values. A decoder throws DecodeError; decode.ts,
// catalog/read.ts and other callers catch it.

/** What could not be decoded, and where: `items[2].x must be an integer`. */
export interface DecodeIssue {
  path: string;
  message: string;
}

/** A failed decoding, with its cause. */
export class DecodeError extends Error {
  constructor(readonly failure: DecodeIssue) {
    super(`${failure.path} ${failure.message}`);
  }
}

/** Decodes a value found at a path, or throws DecodeError. Omitted lenient entries are added to `skipped`. */
export type Decoder<T> = (value: unknown, path: string, skipped: DecodeIssue[]) => T;

function refuse(path: string, message: string): never {
  throw new DecodeError({ path: path === "" ? "message" : path, message });
}

export const string: Decoder<string> = (v, path) =>
  typeof v === "string" ? v : refuse(path, "must be a string");

export const boolean: Decoder<boolean> = (v, path) =>
  typeof v === "boolean" ? v : refuse(path, "must be true or false");

/** Decodes an integer from min to max. */
export function integer(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Decoder<number> {
  return (v, path) =>
    typeof v === "number" && Number.isSafeInteger(v) && v >= min && v <= max
      ? v
      : refuse(path, "must be an integer in its bounds");
}

/** Decodes one of a few known values. */
export function oneOf<T extends string | boolean>(...words: readonly T[]): Decoder<T> {
  return (v, path) => words.find((w) => w === v) ?? refuse(path, `must be one of ${words.join(", ")}`);
}

/** Decodes a list in which every entry must be valid. */
export function array<T>(entry: Decoder<T>): Decoder<T[]> {
  return (v, path, skipped) =>
    Array.isArray(v) ? v.map((e, i) => entry(e, `${path}[${i}]`, skipped)) : refuse(path, "must be a list");
}

/** Decodes a list without its invalid entries, so that one bad row never stops the sync. */
export function lenientArray<T>(entry: Decoder<T>): Decoder<T[]> {
  return (v, path, skipped) => {
    if (!Array.isArray(v)) return refuse(path, "must be a list");
    return v.flatMap((e: unknown, i) => {
      const read = attempt(entry, e, `${path}[${i}]`, skipped);
      return read === undefined ? [] : [read];
    });
  };
}

/** Decodes a value, or reports why not and returns undefined. */
function attempt<T>(shape: Decoder<T>, v: unknown, path: string, skipped: DecodeIssue[]): T | undefined {
  try {
    return shape(v, path, skipped);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    skipped.push(error.failure);
    return undefined;
  }
}

/** Decodes a list of exactly these entries. */
export function tuple<T extends unknown[]>(...entries: { [K in keyof T]: Decoder<T[K]> }): Decoder<T> {
  return (v, path, skipped) => {
    if (!Array.isArray(v) || v.length !== entries.length) {
      return refuse(path, `must be a list of ${entries.length}`);
    }
    return entries.map((entry, i) => entry(v[i], `${path}[${i}]`, skipped)) as T;
  };
}

/** A field that may be missing; a lenient one is omitted, and reported, when it is invalid. */
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
 * Decodes an object with these fields, in their order. Other fields are omitted: a newer server may send
 * more than this client knows.
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

/** Reports whether the value is a JSON object. */
export function isRecord(v: unknown): v is Record<string, unknown> {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}
