import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCatalog, readInSlices } from "../../src/catalog/read.ts";
import { kinds, mountOf, mounts } from "../../src/model/index.ts";

const product = {
  id: "sofa.a",
  name: "A",
  what: { en: "sofa" },
  kind: "sofa",
  category: "sofas",
  size: { width: 2000, depth: 900, height: 800 },
  prices: { SEK: 100 },
  clearance: {},
  packages: [],
  variants: [{ id: "sand", sku: "1", name: { en: "Sand" }, colour: "#ffffff" }],
};
const catalogOf = (...products: unknown[]) => ({
  shop: "S",
  currencies: ["SEK"],
  categories: [{ id: "sofas", name: { en: "Sofas" } }],
  products,
});

describe("one bad product", () => {
  test.each([
    ["no object", 7, "products[1]", "", "must be an object"],
    ["no id", { ...product, id: undefined }, "products[1]", "id", "must be 1 to 64 of"],
    [
      "a width of nothing",
      { ...product, id: "b", size: { ...product.size, width: 0 } },
      "b",
      "size.width",
      "integer",
    ],
    ["a kind that nobody can draw", { ...product, id: "b", kind: "piano" }, "b", "kind", "must be one of"],
    ["no variants", { ...product, id: "b", variants: [] }, "b", "variants", "must not be empty"],
    ["a script for a link", { ...product, id: "b", url: "java\tscript:alert(1)" }, "b", "url", "address"],
    ["the id of another", { ...product }, "sofa.a", "id", "another product"],
    ["an unknown category", { ...product, id: "b", category: "boats" }, "b", "category", "categories"],
    [
      "two variants of one id",
      { ...product, id: "b", variants: [product.variants[0], product.variants[0]] },
      "b",
      "variants",
      "id each",
    ],
  ])("with %s is left out and told, and the others stay", (_, bad, id, path, message) => {
    const { catalog, problems } = readCatalog(catalogOf(product, bad));
    expect(catalog.products.map((p) => p.id)).toEqual(["sofa.a"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      product: id,
      path: expect.stringContaining(path),
      message: expect.stringContaining(message),
    });
  });
});

test("a shop's own fields are no problem, and are not kept", () => {
  const { catalog, problems } = readCatalog(catalogOf({ ...product, stock: 12 }));
  expect(problems).toEqual([]);
  expect(catalog.products[0]).toEqual(product);
});

test("a large catalogue is decoded in slices, a small one at once", () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...product, id: `p${i}` }));
  const slices = (count: number) => [...readInSlices(catalogOf(...many(count)))].length;
  expect(slices(200)).toBe(0);
  expect(slices(5_000)).toBeGreaterThanOrEqual(20);
  expect(readCatalog(catalogOf(...many(600))).catalog.products).toHaveLength(600);
});

test("keys of a catalogue can't reach a prototype", () => {
  const text = JSON.stringify(catalogOf(product)).replace('"SEK":100', '"__proto__":100');
  expect(readCatalog(JSON.parse(text)).problems[0]?.path).toBe("prices.__proto__");
});

describe("the shop's own catalogue", () => {
  const url = new URL("../../public/catalog/catalog.json", import.meta.url);
  const { catalog } = readCatalog(JSON.parse(readFileSync(url, "utf8")));

  test("has every kind, and 60 products or more", () => {
    expect(catalog.products.length).toBeGreaterThanOrEqual(60);
    expect(new Set(catalog.products.map((p) => p.kind))).toEqual(new Set(kinds));
  });

  test("has floors and paints, each with an id of its own, some of them sold by the square metre", () => {
    const on = (where: string) => catalog.finishes.filter((f) => f.on === where);
    expect(on("floor").length).toBeGreaterThanOrEqual(6);
    expect(on("wall").length).toBeGreaterThanOrEqual(12);
    expect(new Set(catalog.finishes.map((f) => f.id)).size).toBe(catalog.finishes.length);
    for (const all of [on("floor"), on("wall")]) {
      expect(all[0]?.prices).toBeUndefined();
      expect(all.filter((f) => f.prices && f.sku && f.waste !== undefined).length).toBeGreaterThan(0);
      expect(all.filter((f) => (f.prices === undefined) !== (f.sku === undefined))).toEqual([]);
    }
  });

  test("says how high everything hangs that hangs on a wall, below the ceiling of a usual room", () => {
    for (const p of catalog.products) {
      const onWall = (p.mount ?? mountOf(p.kind)) === "wall";
      expect(p.hangsAt !== undefined, p.id).toBe(onWall);
      for (const { height } of [p.size, ...p.variants.flatMap((v) => v.size ?? [])]) {
        expect((p.hangsAt ?? 0) + height, p.id).toBeLessThan(2500);
      }
    }
  });

  test("has corner sofas that may be mirrored, plants for the floor and for tables, and pieces for each mount", () => {
    const pieces = catalog.products.map((p) => ({ ...p, mount: p.mount ?? mountOf(p.kind) }));
    expect(pieces.filter((p) => p.mirrorable).map((p) => p.kind)).toEqual(["corner", "corner"]);
    expect(new Set(pieces.map((p) => p.mount))).toEqual(new Set(mounts));
    expect(new Set(pieces.flatMap((p) => (p.kind === "plant" ? p.mount : [])))).toEqual(
      new Set(["floor", "floor-or-top"]),
    );
  });

  test("says everything in three languages, and a price in every currency", () => {
    const { products, categories, finishes, currencies } = catalog;
    for (const p of products) {
      for (const text of [p.what, ...p.variants.map((v) => v.name)]) {
        expect(Object.keys(text), p.id).toEqual(["en", "sv", "de"]);
      }
      for (const prices of [p.prices, ...p.variants.map((v) => v.prices ?? p.prices)]) {
        expect(Object.keys(prices), p.id).toEqual(currencies);
      }
    }
    for (const { id, name } of [...categories, ...finishes]) {
      expect(Object.keys(name), id).toEqual(["en", "sv", "de"]);
    }
    for (const { id, prices } of finishes) if (prices) expect(Object.keys(prices), id).toEqual(currencies);
  });

  test("has an article number for each variant, once", () => {
    const skus = [
      ...catalog.products.flatMap((p) => p.variants.map((v) => v.sku)),
      ...catalog.finishes.flatMap((f) => f.sku ?? []),
    ];
    expect(new Set(skus).size).toBe(skus.length);
  });

  test("knows the packages of every product", () => {
    for (const p of catalog.products) expect(p.packages.length, p.id).toBeGreaterThan(0);
  });
});
