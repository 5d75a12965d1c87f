import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pieceOf } from "../../src/catalog/index.ts";
import { readCatalog } from "../../src/catalog/read.ts";
import type { ItemView } from "../../src/client/index.ts";
import { checkFit } from "../../src/fit/index.ts";
import type { Scene } from "../../src/planner/scene.ts";
import { arrange } from "../../src/suggest/arrange.ts";

const size = (width: number, depth: number, height: number) => ({ width, depth, height });
const variant = (id: string, more: object = {}) => {
  return { id, sku: id, name: { en: id }, colour: "#ffffff", ...more };
};
const product = (id: string, kind: string, of: object) => ({
  id,
  name: id,
  what: { en: id },
  kind,
  category: "all",
  size: of,
  prices: { SEK: 100 },
  clearance: {},
  packages: [],
  variants: [{ id: "first", sku: id, name: { en: "First" }, colour: "#ffffff" }],
});
const { catalog } = readCatalog({
  shop: "Shop",
  currencies: ["SEK"],
  categories: [{ id: "all", name: { en: "All" } }],
  products: [
    product("sofa", "sofa", size(2000, 900, 800)),
    product("table", "table", size(1200, 700, 700)),
    product("chair", "chair", size(450, 500, 900)),
    product("lamp", "table-lamp", size(200, 200, 400)),
    { ...product("cupboard", "wardrobe", size(1200, 600, 1800)), clearance: { front: 900 } },
    product("hall", "wardrobe", size(9000, 900, 2000)),
    {
      ...product("couch", "sofa", size(2600, 900, 800)),
      variants: [
        variant("wide"),
        variant("small-red", { size: size(1400, 850, 800), colour: "#cc0000" }),
        variant("small", { size: size(1400, 850, 800) }),
        variant("medium", { size: size(1900, 900, 800) }),
        variant("dear", { size: size(1950, 900, 800), prices: { SEK: 500 } }),
      ],
    },
  ],
});
const ids = catalog.products.map(({ id }) => id);

/** Returns a room without furniture, of that width and depth in millimetres. */
function room(width: number, depth: number): Scene {
  const outline = [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ];
  const plan = { name: "", units: "cm", outline, walls: [], doors: [], windows: [], version: 1 };
  const items = new Map<string, ItemView>();
  return { plan, items, catalog, currency: "SEK", pieceOf: pieceOf(catalog, "en") } as unknown as Scene;
}

/** Returns the room with the pieces in it. */
function filled(scene: Scene, placed: Awaited<ReturnType<typeof arrange>>["placed"]): Scene {
  const items = placed.map((body, i): ItemView => {
    return { ...body, id: `${i}`, version: 1, lock: { state: "free" }, tentative: false };
  });
  return { ...scene, items: new Map(items.map((item) => [item.id, item])) };
}

/** Returns the items that do not fit. */
function notFitting({ plan, items, pieceOf }: Scene): string[] {
  const standing = [...items.values()].map((item) => ({ id: item.id, place: item, piece: pieceOf(item) }));
  return [...checkFit({ plan, items: standing }).items.values()]
    .filter(({ verdict }) => verdict !== "fits")
    .map(({ id }) => id);
}

describe("arrange", () => {
  test("WD1 leaves out what finds no place, and what is not sold", async () => {
    const scene = room(5000, 4000);
    const wanted = [
      { product: "hall", count: 1 },
      { product: "chair", count: 2 },
      { product: "unknown", count: 1 },
    ];
    const { placed, left } = await arrange(scene, wanted);
    expect(placed.map((p) => [p.product, p.variant])).toEqual([
      ["chair", "first"],
      ["chair", "first"],
    ]);
    expect(left).toEqual(["hall", "unknown"]);
    expect(scene.items.size).toBe(0);
  });

  test("a lamp stands on the table that is suggested after it", async () => {
    const { placed } = await arrange(room(5000, 4000), [
      { product: "lamp", count: 1 },
      { product: "table", count: 1 },
    ]);
    expect(placed.map(({ product, z }) => [product, z])).toEqual([
      ["lamp", 700],
      ["table", 0],
    ]);
  });

  test.each([
    [3200, "wide"],
    [2300, "medium"],
    [1700, "small"],
  ])(
    "WD1 in a room of %i mm the largest size that fits is taken, in its colour and for no more money: %s",
    async (side, variant) => {
      const scene = room(side, side);
      const { placed, left } = await arrange(scene, [{ product: "couch", count: 1 }]);
      expect(placed.map((p) => p.variant)).toEqual([variant]);
      expect(left).toEqual([]);
      expect(notFitting(filled(scene, placed))).toEqual([]);
    },
  );

  test("WD1 of several pieces each has the size for which there is room beside the others", async () => {
    const scene = room(4700, 1700);
    const { placed, left } = await arrange(scene, [{ product: "couch", count: 7 }]);
    expect(placed[0]?.variant).toBe("wide");
    expect(placed.slice(1).every(({ variant }) => variant !== "wide")).toBe(true);
    expect(placed.length + left.length).toBe(7);
    expect(left.length).toBeGreaterThan(0);
    expect(notFitting(filled(scene, placed))).toEqual([]);
  });

  test("WD1 a size that was shown is not exchanged for another", async () => {
    const asked = { product: "couch", variant: "wide", count: 1 };
    expect(await arrange(room(1700, 1700), [asked])).toEqual({ placed: [], left: ["couch"] });
    const { placed } = await arrange(room(3200, 3200), [{ ...asked, variant: "medium" }]);
    expect(placed[0]?.variant).toBe("medium");
  });

  test("WD1 what would only be tight is left out", async () => {
    const asked = [{ product: "cupboard", count: 1 }];
    expect(await arrange(room(1300, 1300), asked)).toEqual({ placed: [], left: ["cupboard"] });
    expect((await arrange(room(3000, 3000), asked)).placed).toHaveLength(1);
  });

  test("WD1 whatever is suggested, what is placed passes the whole fit check", async () => {
    const entry = fc.record({ product: fc.constantFrom(...ids), count: fc.integer({ min: 1, max: 3 }) });
    const sides = fc.tuple(fc.integer({ min: 1500, max: 6000 }), fc.integer({ min: 1500, max: 6000 }));
    await fc.assert(
      fc.asyncProperty(sides, fc.array(entry, { maxLength: 4 }), async ([width, depth], wanted) => {
        const scene = room(width, depth);
        const { placed, left } = await arrange(scene, wanted);
        expect(placed.length + left.length).toBe(wanted.reduce((sum, { count }) => sum + count, 0));
        expect(notFitting(filled(scene, placed))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
