// Decodes catalog.json. These guards accept the same as public/catalog/schema.json, without a schema engine
// in the page; a test compares both.

import {
  array,
  boolean,
  DecodeError,
  type DecodeIssue,
  type Decoder,
  integer,
  isRecord,
  object,
  oneOf,
  optional,
} from "../json/decoder.ts";
import { matching } from "../json/matching.ts";
import { kinds, mounts, type Size } from "../model/index.ts";
import type {
  Catalog,
  Category,
  Clearance,
  Finish,
  Localised,
  Package,
  Prices,
  Product,
  Variant,
} from "./types.ts";

/** A product that was omitted, by its id or else its position in the list, and why. */
interface Problem extends DecodeIssue {
  product: string;
}

export interface ReadCatalog {
  catalog: Catalog;
  problems: readonly Problem[];
}

/** An address to fetch or to link to: http, https or relative. Never `javascript:`, in any spelling. */
const addressPattern = /^(?:https?:\/\/|(?![A-Za-z][A-Za-z0-9+.-]*:))[^\s\\]+$/u;
const languagePattern = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u;

const id = matching(/^[A-Za-z0-9._-]{1,64}$/u, "must be 1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore");
const words = matching(/^(?=.*\S).{1,200}$/su, "must be a text of 1 to 200 characters");
const address = matching(addressPattern, "must be an http, https or relative address");
const length = integer(1, 20_000);
const spare = integer(0, 5_000);

const size: Decoder<Size> = object<Size>({ width: length, depth: length, height: length });
const parcel = object<Package>({
  width: length,
  depth: length,
  height: length,
  weight: integer(1, 1_000_000),
});
const clearance = object<Clearance>({
  front: optional(spare),
  back: optional(spare),
  left: optional(spare),
  right: optional(spare),
});
const prices: Decoder<Prices> = record(/^[A-Z]{3}$/u, integer(0, 1_000_000_000), "a currency");

const colour = matching(/^#[0-9A-Fa-f]{6}$/u, "must be a colour like #a94f33");

const tint = record(/^(?=.*\S).{1,200}$/su, colour, "a material");

const variant = object<Variant>({
  id,
  sku: words,
  name: localised,
  colour,
  size: optional(size),
  prices: optional(prices),
  packages: optional(array(parcel)),
  image: optional(address),
  model: optional(address),
  tint: optional(tint),
});

const product = object<Product>({
  id,
  name: words,
  what: localised,
  kind: oneOf(...kinds),
  category: id,
  size,
  mount: optional(oneOf(...mounts)),
  hangsAt: optional(integer(0, 10_000)),
  carries: optional(boolean),
  mirrorable: optional(boolean),
  prices,
  clearance,
  packages: array(parcel),
  variants: some(variant),
  image: optional(address),
  model: optional(address),
  url: optional(address),
});

const finish = object<Finish>({
  id,
  on: oneOf("floor", "wall"),
  name: localised,
  colour,
  pattern: oneOf("plain", "planks", "herringbone", "tiles", "carpet"),
  sku: optional(words),
  prices: optional(prices),
  waste: optional(integer(0, 100)),
});

const frame = object<Omit<Catalog, "products" | "finishes"> & { products: unknown[]; finishes?: Finish[] }>({
  shop: words,
  currencies: some(matching(/^[A-Z]{3}$/u, "must be a currency like SEK")),
  categories: array(object<Category>({ id, name: localised })),
  products: array<unknown>((v) => v),
  finishes: optional(array(finish)),
  pairs: optional(address),
});

/** Products that are decoded without a pause: some milliseconds of work. */
const atOnce = 250;

/** Decodes a catalogue. Throws DecodeError if it is none; a bad product is omitted and reported. */
export function readCatalog(value: unknown): ReadCatalog {
  const reading = readInSlices(value);
  for (;;) {
    const { done, value: read } = reading.next();
    if (done) return read;
  }
}

/** Decodes a catalogue as `readCatalog` does, and yields after each slice of products. */
export function* readInSlices(value: unknown): Generator<void, ReadCatalog> {
  const { products: entries, finishes = [], ...rest } = frame(value, "", []);
  const problems: Problem[] = [];
  const products: Product[] = [];
  const taken = new Set<string>();
  const categories = new Set(rest.categories.map((c) => c.id));
  for (const [i, entry] of entries.entries()) {
    if (i % atOnce === atOnce - 1) yield;
    const read = readProduct(entry, i, taken, categories);
    if ("message" in read) problems.push(read);
    else {
      products.push(read);
      taken.add(read.id);
    }
  }
  return { catalog: { ...rest, products, finishes }, problems };
}

function readProduct(
  entry: unknown,
  index: number,
  taken: ReadonlySet<string>,
  categories: ReadonlySet<string>,
): Product | Problem {
  const named = isRecord(entry) && typeof entry.id === "string" ? entry.id : `products[${index}]`;
  const problem = (path: string, message: string): Problem => ({ product: named, path, message });
  try {
    const read = product(entry, "", []);
    const variants = new Set(read.variants.map((v) => v.id));
    if (taken.has(read.id)) return problem("id", "is another product's, too");
    if (!categories.has(read.category)) return problem("category", "is not one of the categories");
    if (variants.size < read.variants.length) return problem("variants", "must have an id each");
    return read;
  } catch (error) {
    if (error instanceof DecodeError) return problem(error.failure.path, error.failure.message);
    throw error;
  }
}

function refuse(path: string, message: string): never {
  throw new DecodeError({ path, message });
}

/** Decodes a list that is not empty. */
function some<T>(entry: Decoder<T>): Decoder<[T, ...T[]]> {
  const all = array(entry);
  return (v, path, skipped) => {
    const [first, ...others] = all(v, path, skipped);
    return first === undefined ? refuse(path, "must not be empty") : [first, ...others];
  };
}

/** Decodes an object whose keys are data. */
function record<T>(key: RegExp, entry: Decoder<T>, what: string): Decoder<Record<string, T>> {
  return (v, path, skipped) => {
    if (!isRecord(v)) return refuse(path, "must be an object");
    const read = Object.entries(v).map(([k, e]): [string, T] => {
      if (!key.test(k)) return refuse(`${path}.${k}`, `is not the name of ${what}`);
      return [k, entry(e, `${path}.${k}`, skipped)];
    });
    return Object.fromEntries(read);
  };
}

function localised(v: unknown, path: string, skipped: DecodeIssue[]): Localised {
  const { en, ...others } = record(languagePattern, words, "a language")(v, path, skipped);
  return en === undefined ? refuse(path, "must be there in English") : { en, ...others };
}
