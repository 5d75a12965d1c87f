import { expect, test } from "vitest";
import { pieceOf } from "../../src/catalog/index.ts";
import type { Catalog, Product } from "../../src/catalog/types.ts";

const small = { width: 400, depth: 300, height: 2020 };
const catalog: Catalog = {
  shop: "S",
  currencies: ["SEK"],
  categories: [],
  finishes: [],
  products: [
    {
      id: "shelf.a",
      name: "Hylla",
      what: { en: "bookcase", sv: "bokhylla" },
      kind: "shelf",
      category: "c",
      size: { width: 800, depth: 300, height: 2020 },
      prices: { SEK: 129000 },
      clearance: { front: 600 },
      packages: [{ ...small, weight: 31000 }],
      variants: [
        { id: "oak", sku: "1", name: { en: "Oak", sv: "Ek" }, colour: "#d2b08a" },
        {
          id: "oak-40",
          sku: "2",
          name: { en: "Oak, 40 cm" },
          colour: "#d2b08a",
          size: small,
          prices: { SEK: 89000 },
        },
      ],
    },
  ],
};

test("a variant has what it says, and else what its product says", () => {
  const of = pieceOf(catalog, "sv-FI");
  expect(of({ product: "shelf.a", variant: "oak-40" })).toMatchObject({
    sku: "2",
    name: "Hylla",
    what: "bokhylla",
    choice: "Oak, 40 cm",
    size: small,
    prices: { SEK: 89000 },
    clearance: { front: 600 },
    packages: [{ weight: 31000 }],
    known: true,
  });
  expect(of({ product: "shelf.a", variant: "oak" })).toMatchObject({ choice: "Ek", size: { width: 800 } });
});

test("a variant has its own model, else the product's, else none", () => {
  const models = (product?: string, variant?: string) => {
    const [shelf] = catalog.products;
    if (!shelf) throw new Error("There is no shelf.");
    const [oak, ...others] = shelf.variants;
    const first = variant ? { ...oak, model: variant } : oak;
    const sold: Product = { ...shelf, ...(product && { model: product }), variants: [first, ...others] };
    const of = pieceOf({ ...catalog, products: [sold] }, "en");
    return ["oak", "oak-40"].map((id) => of({ product: "shelf.a", variant: id }).model);
  };
  expect(models("shelf.glb", "oak.glb")).toEqual(["oak.glb", "shelf.glb"]);
  expect(models(undefined, "oak.glb")).toEqual(["oak.glb", undefined]);
  expect(models()).toEqual([undefined, undefined]);
});

test("a model is told the variant's id and English name, and its colours", () => {
  const [shelf] = catalog.products;
  if (!shelf) throw new Error("There is no shelf.");
  const [oak, ...others] = shelf.variants;
  const tinted = { ...oak, tint: { Front: "#d2b08a" } };
  const sold: Product = { ...shelf, model: "shelf.glb", variants: [tinted, ...others] };
  const looks = (products: Product[]) =>
    ["oak", "oak-40"].map(
      (id) => pieceOf({ ...catalog, products }, "sv")({ product: "shelf.a", variant: id }).modelLook,
    );
  expect(looks([sold])).toEqual([
    { names: ["oak", "Oak"], tint: { Front: "#d2b08a" } },
    { names: ["oak-40", "Oak, 40 cm"] },
  ]);
  expect(looks([shelf])).toEqual([undefined, undefined]);
});

test("a variant that is gone is the first, and a product that is gone a plain box with its id", () => {
  const of = pieceOf(catalog, "en");
  expect(of({ product: "shelf.a", variant: "pink" }).variant).toBe("oak");
  expect(of({ product: "old.thing", variant: "x" })).toMatchObject({
    known: false,
    name: "old.thing",
    sku: "",
    prices: {},
    variant: "x",
    kind: "storage",
  });
});

test("the same question has the same object for an answer", () => {
  const of = pieceOf(catalog, "en");
  const item = { product: "shelf.a", variant: "oak" };
  expect(of(item)).toBe(of({ ...item }));
  expect(of({ product: "gone", variant: "" })).toBe(of({ product: "gone", variant: "" }));
});

test("a mirrored piece has what is left of it on its right, if its product may be mirrored", () => {
  const [shelf] = catalog.products;
  if (!shelf) throw new Error("There is no shelf.");
  const clearance = { front: 600, left: 300, right: 0 };
  const made = (mirrorable: boolean) =>
    pieceOf({ ...catalog, products: [{ ...shelf, clearance, mirrorable }] }, "en");
  const item = { product: "shelf.a", variant: "oak" };
  const [may, never] = [made(true), made(false)];
  expect(may({ ...item, mirrored: true })).toMatchObject({
    mirrored: true,
    clearance: { front: 600, left: 0, right: 300 },
  });
  expect(may(item).mirrored).toBeUndefined();
  expect(may({ ...item, mirrored: false })).toBe(may(item));
  expect(may(item).clearance).toEqual(clearance);
  expect(never({ ...item, mirrored: true })).toEqual(never(item));
});

test("somebody's own corner sofa may be mirrored, their own bed not", () => {
  const of = pieceOf(catalog, "en");
  const own = (kind: string) => ({
    kind,
    name: "Mine",
    colour: "#888888",
    width: 2400,
    depth: 1600,
    height: 800,
  });
  const item = (kind: string) => ({ product: "", variant: "", own: own(kind), mirrored: true });
  expect(of(item("corner")).mirrored).toBe(true);
  expect(of(item("bed")).mirrored).toBeUndefined();
});
