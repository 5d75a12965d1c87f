// The page's guards and the published schema are one contract: what one takes, the other takes.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCatalog } from "../../src/catalog/read.ts";
import { kinds } from "../../src/catalog/types.ts";
import { BadShape } from "../../src/client/shape.ts";

const file = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../public/catalog/${name}`, import.meta.url), "utf8"));

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const shop = file("catalog.json") as JsonObject & { products: JsonObject[]; categories: JsonObject[] };
const accepts = new Ajv2020({ strict: true, strictRequired: false }).compile(file("schema.json") as object);

/** These are said of a catalogue as a whole, and no schema can say them. */
const beyondSchema = ["is another product's, too", "is not one of the categories", "must have an id each"];

function guardsAccept(catalog: unknown): boolean {
  try {
    return readCatalog(catalog).problems.every((p) => beyondSchema.includes(p.message));
  } catch (error) {
    if (error instanceof BadShape) return false;
    throw error;
  }
}

/** Values that are wrong in most places, and right in some. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    1,
    -1,
    0.5,
    5_000,
    5_001,
    20_000,
    20_001,
    1_000_000_001,
    1e300,
    "",
    " ",
  ),
  fc.constantFrom<Json>(
    [],
    {},
    [[]],
    { en: "a" },
    { sv: "a" },
    { en: "" },
    { en: "a", "sv-FI": "b", x: "c" },
  ),
  fc.constantFrom<Json>(
    { SEK: 1 },
    { sek: 1 },
    { SEK: -1 },
    { SEK: "1" },
    "sofa",
    "SEK",
    "#a94F33",
    "#a94f3",
  ),
  fc.constantFrom<Json>(
    "javascript:alert(1)",
    " javascript:x",
    "java\nscript:x",
    "HTTPS://a",
    "https://a/b.png",
  ),
  fc.constantFrom<Json>("a/b.glb", "../b.png", "//c/d.png", "data:image/png,", "a\\b", "./with:colon", "a b"),
  fc.constantFrom<Json>(
    "é".repeat(200),
    "😀".repeat(200),
    "😀".repeat(201),
    "a".repeat(65),
    "a\nb",
    "\u2028",
  ),
  fc.constantFrom<Json>(...kinds),
  fc.string(),
  fc.integer(),
);

/** Every place in a value, as the keys that lead there. */
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

/** A catalogue of one product that has everything a product can have. */
const whole = {
  ...shop,
  products: [
    {
      ...shop.products.find((p) => p.id === "bed.dvala"),
      ...{ image: "bed.jpg", model: "models/bed.glb", url: "https://shop.example/bed" },
      clearance: { front: 600, back: 0, left: 300, right: 300 },
    },
  ],
} as unknown as Json;

test("the shop's catalogue follows the schema and the guards", () => {
  expect(accepts(shop)).toBe(true);
  expect(readCatalog(shop).problems).toEqual([]);
});

test("guards and schema take and refuse the same catalogues", () => {
  const spots = places(whole);
  const verdicts = { taken: 0, refused: 0 };
  const change = fc.record({
    at: fc.nat(spots.length - 1),
    to: fc.option(odd, { nil: undefined }),
    key: fc.option(fc.constantFrom("front", "sv", "EUR", "image", "size", "new"), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      let mutant = whole;
      for (const { at, to, key } of changes) {
        const spot = spots[at] ?? [];
        const path = key === undefined ? spot : [...spot.slice(0, -1), key];
        try {
          mutant = changed(mutant, path, to);
        } catch {
          // The change before took away where this one would be.
        }
      }
      const schema = accepts(mutant);
      verdicts[schema ? "taken" : "refused"]++;
      expect(guardsAccept(mutant)).toBe(schema);
    }),
    { numRuns: 3000 },
  );
  // The property says something only if both happen often.
  expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(200);
});

test("the schema's kinds are those that are drawn", () => {
  const schema = file("schema.json") as { $defs: { product: { properties: { kind: { enum: string[] } } } } };
  expect(schema.$defs.product.properties.kind.enum).toEqual([...kinds]);
});
