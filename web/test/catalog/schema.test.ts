// The page's guards and the published schema are one contract: both accept the same catalogues.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCatalog } from "../../src/catalog/read.ts";
import { DecodeError } from "../../src/json/decoder.ts";
import { kinds } from "../../src/model/index.ts";

const file = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../public/catalog/${name}`, import.meta.url), "utf8"));

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const shop = file("catalog.json") as JsonObject & {
  products: JsonObject[];
  categories: JsonObject[];
  finishes: JsonObject[];
};
const accepts = new Ajv2020({ strict: true, strictRequired: false }).compile(file("schema.json") as object);

/** Conditions on the catalogue as a whole, which the schema can't express. */
const beyondSchema = ["is another product's, too", "is not one of the categories", "must have an id each"];

function guardsAccept(catalog: unknown): boolean {
  try {
    return readCatalog(catalog).problems.every((p) => beyondSchema.includes(p.message));
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}

/** Values that are wrong in most places, and right in some: each bound, and one beyond it. */
const odd: readonly Json[] = [
  ...[null, true, -1, 0, 1, 0.5, 5_000, 5_001, 20_000, 20_001, 1e6, 1e6 + 1, 1e9, 1e9 + 1, 1e300],
  ...[
    [],
    {},
    [[]],
    [0],
    { en: "a" },
    { sv: "a" },
    { en: "" },
    { en: "a", "sv-FI": "b" },
    { en: "a", x: "c" },
  ],
  ...[{ SEK: 1 }, { sek: 1 }, { SEK: -1 }, { SEK: "1" }, { SEK: 1e9 }, { SEK: 1e9 + 1 }, { front: 0.5 }],
  ...[
    "",
    " ",
    "a",
    "SEK",
    "SEKS",
    "#a94F33",
    "#a94f3",
    "a b",
    "a\nb",
    "a".repeat(64),
    "a".repeat(65),
    "\u2028",
  ],
  ...[
    "javascript:alert(1)",
    " javascript:x",
    "java\nscript:x",
    "\u0001javascript:x",
    "data:image/png,",
    "HTTPS://a",
  ],
  ...["https://a/b.png", "http://a", "a/b.glb", "../b.png", "//c/d.png", "a\\b", "./with:colon", "?a:b"],
  ...["é".repeat(200), "😀".repeat(200), "😀".repeat(201), ...kinds],
];

/** Returns the path of every value in a value, as lists of keys. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([k, v]) =>
    places(v as Json, [...path, Array.isArray(value) ? Number(k) : k]),
  );
  return [path, ...inner];
}

function changed(value: Json, path: readonly (string | number)[], to: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to ?? null;
  const copy = structuredClone(value) as JsonObject;
  if (rest.length === 0 && to === undefined) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else delete copy[key];
  } else copy[key] = changed(copy[key] ?? null, rest, to);
  return copy;
}

const bed = shop.products.find((p) => p.id === "bed.dvala") ?? {};

/** A catalogue of one product that has every optional field. */
const whole = {
  ...shop,
  categories: shop.categories.slice(0, 1),
  finishes: shop.finishes.filter((f) => f.prices).slice(0, 1),
  products: [
    {
      ...bed,
      image: "bed.jpg",
      model: "models/bed.glb",
      url: "https://shop.example/bed",
      mount: "floor",
      hangsAt: 0,
      carries: false,
      mirrorable: true,
      clearance: { front: 600, back: 0, left: 300, right: 300 },
      variants: (bed.variants as JsonObject[])
        .slice(-1)
        .map((v) => ({ ...v, model: "models/bed-oak.glb", tint: { Fabric: "#aabbcc" } })),
    },
  ],
} as unknown as Json;

test("the shop's catalogue follows the schema and the guards", () => {
  expect(accepts(shop)).toBe(true);
  expect(readCatalog(shop).problems).toEqual([]);
});

/** Thousands of catalogues, on a machine that may be busy. */
const slow = { timeout: 60_000 };

/** Returns the catalogues that one of the two accepts and the other refuses. */
function disputes(catalogs: Iterable<Json>): { disputed: Json[]; taken: number; refused: number } {
  const disputed: Json[] = [];
  const count = { taken: 0, refused: 0 };
  for (const catalog of catalogs) {
    const schema = accepts(catalog);
    count[schema ? "taken" : "refused"]++;
    if (guardsAccept(catalog) !== schema) disputed.push(catalog);
  }
  return { disputed, ...count };
}

test("guards and schema agree on every value in every place, and on what is missing", slow, () => {
  const mutants = places(whole).flatMap((path) => [undefined, ...odd].map((to) => changed(whole, path, to)));
  const { disputed, taken, refused } = disputes(mutants);
  expect(disputed).toEqual([]);
  // Agreement means something only if both results occur.
  expect(Math.min(taken, refused)).toBeGreaterThan(100);
});

test("guards and schema agree on any text and any number in any place", slow, () => {
  const spots = places(whole);
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.nat(spots.length - 1), value, (at, to) => {
      expect(disputes([changed(whole, spots[at] ?? [], to as Json)]).disputed).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("the schema's kinds are those that are drawn", () => {
  const schema = file("schema.json") as { $defs: { product: { properties: { kind: { enum: string[] } } } } };
  expect(schema.$defs.product.properties.kind.enum).toEqual([...kinds]);
});
