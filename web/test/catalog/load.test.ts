import { afterEach, describe, expect, test, vi } from "vitest";
import { CatalogError, loadCatalog } from "../../src/catalog/index.ts";

const variant = {
  id: "sand",
  sku: "1",
  name: { en: "Sand" },
  colour: "#ffffff",
  image: "v/sand.jpg",
  model: "v/sand.glb",
};
const product = {
  id: "sofa.a",
  name: "A",
  what: { en: "sofa" },
  kind: "sofa",
  category: "sofas",
  size: { width: 2000, depth: 900, height: 800 },
  prices: {},
  clearance: {},
  packages: [],
  variants: [variant],
  model: "../models/a.glb",
  url: "https://shop.example/a",
};
const catalog = { shop: "S", currencies: ["SEK"], categories: [{ id: "sofas", name: { en: "Sofas" } }] };
const url = "https://cdn.example/shop/catalog.json";

function answer(body: string, status = 200): void {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
}
const serve = (value: unknown) => answer(JSON.stringify(value));

afterEach(() => vi.unstubAllGlobals());

describe("no catalogue", () => {
  const codeOf = async () => {
    const error = await loadCatalog(url).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CatalogError);
    return (error as CatalogError).code;
  };

  test("because the network fails is unreachable", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await codeOf()).toBe("unreachable");
  });

  test.each([404, 500])("because of an HTTP %d is unreachable", async (status) => {
    answer("{}", status);
    expect(await codeOf()).toBe("unreachable");
  });

  test.each(["<html>", "", "[]", "null", '{"shop":"S"}'])("because of %j is unreadable", async (body) => {
    answer(body);
    expect(await codeOf()).toBe("unreadable");
  });

  test("because nothing is in it is empty", async () => {
    serve({ ...catalog, products: [] });
    expect(await codeOf()).toBe("empty");
  });

  test("because every product is bad is unreadable", async () => {
    serve({ ...catalog, products: [{}, 1] });
    expect(await codeOf()).toBe("unreadable");
  });
});

test("addresses are resolved against the catalogue's, and what has none gets none", async () => {
  serve({ ...catalog, products: [product] });
  const [read] = (await loadCatalog(url)).catalog.products;
  expect(read?.model).toBe("https://cdn.example/models/a.glb");
  expect(read?.url).toBe("https://shop.example/a");
  expect(read?.variants[0].image).toBe("https://cdn.example/shop/v/sand.jpg");
  expect(read?.variants[0].model).toBe("https://cdn.example/shop/v/sand.glb");
  expect(read && "image" in read).toBe(false);
});
