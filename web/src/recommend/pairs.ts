// The pairs of products that stand together in the shop's rooms. `roomctl learn` writes the file;
// docs/recommendations.md describes it, and shared/pairs decodes it in Go.

import { DecodeError, type Decoder, integer, isRecord, object } from "../json/decoder.ts";
import { matching } from "../json/matching.ts";

/** How many times more often two products stand together than by chance, by the ids of both, in both orders. */
export type Pairs = ReadonlyMap<string, ReadonlyMap<string, number>>;

const schema = 1;
const mostLift = 1e6;

const productId = matching(/^[A-Za-z0-9._-]{1,64}$/u, "must be a product's id");
const file = object<{ schema: number; minRooms: number; pairs: [string, string, number][] }>({
  schema: integer(schema, schema),
  minRooms: integer(1),
  pairs,
});

/** Decodes a file of pairs. Throws a DecodeError for anything else (RC10). */
export function readPairs(value: unknown): Pairs {
  const read = new Map<string, Map<string, number>>();
  const put = (a: string, b: string, lift: number) => {
    const partners = read.get(a) ?? new Map<string, number>();
    read.set(a, partners.set(b, lift));
  };
  for (const [a, b, lift] of file(value, "", []).pairs) {
    put(a, b, lift);
    put(b, a, lift);
  }
  return read;
}

/** Loads a file of pairs; undefined, with a warning on the console, if it can't be loaded or read. */
export async function loadPairs(url: string): Promise<Pairs | undefined> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} from ${url}`);
    return readPairs(await response.json());
  } catch (error) {
    console.warn("planner: the learned pairs can't be used:", error);
    return undefined;
  }
}

/** Returns the lift of two products; 1, as by chance, if it was not learned. */
export function liftOf(pairs: Pairs | undefined, a: string, b: string): number {
  return pairs?.get(a)?.get(b) ?? 1;
}

function pairs(v: unknown, path: string): [string, string, number][] {
  return members(v, path).flatMap(([a, partners]) =>
    members(partners, `${path}.${a}`).map(([b, lift]): [string, string, number] => {
      const at = `${path}.${a}.${b}`;
      productId(a, at, []);
      productId(b, at, []);
      if (a >= b) throw new DecodeError({ path: at, message: "must have the lesser id first" });
      return [a, b, aboveOne(lift, at, [])];
    }),
  );
}

function members(v: unknown, path: string): [string, unknown][] {
  if (!isRecord(v)) throw new DecodeError({ path, message: "must be an object" });
  return Object.entries(v);
}

const aboveOne: Decoder<number> = (v, path) => {
  if (typeof v === "number" && v > 1 && v <= mostLift) return v;
  throw new DecodeError({ path, message: "must be a number above 1" });
};
