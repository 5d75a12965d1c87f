import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { runSync } from "../../src/fit/task.ts";
import { assortmentOf } from "../../src/recommend/index.ts";
import { isInRange, medianOf, nearness } from "../../src/recommend/prices.ts";
import { rankMissing, rankWith } from "../../src/recommend/rank.ts";
import { catalog, sold } from "./rooms.ts";

/** Returns the demo shop's products, some of them with other prices, and a sofa for a room. */
function shopWith(prices: Record<string, number>) {
  const pieceOf = ({ product, variant }: { product: string; variant: string }): Piece => {
    const piece = sold(product, variant);
    const SEK = prices[product];
    return SEK === undefined ? piece : { ...piece, prices: { ...piece.prices, SEK } };
  };
  const sofa = {
    id: "sofa",
    piece: pieceOf({ product: "sofa.klinte", variant: "" }),
    place: { x: 0, y: 0, z: 0, rotation: 0 },
  };
  return { assortment: assortmentOf(catalog, pieceOf, "SEK"), sofa };
}

const tenfold = ["armchair.myrten", "armchair.lommen", "armchair.skymning"];

test("RC6 no piece of ten times the price, or of a tenth, is in the price range", () => {
  for (const factor of [10, 0.1]) {
    // All products of the role cost that: its dearest one has no rank that says so.
    const dear = Object.fromEntries(tenfold.map((id) => [id, 849_000 * factor]));
    const { assortment, sofa } = shopWith(dear);
    const room = { items: [sofa], assortment, pairs: undefined };
    for (const { offer, reasons } of [...runSync(rankWith(room, sofa)), ...runSync(rankMissing(room))]) {
      const isDear = tenfold.includes(offer.product);
      if (isDear) expect(reasons.map(({ code }) => code)).not.toContain("price");
    }
  }
});

test("RC6 a piece of a similar price that is as dear for what it is says so", () => {
  const usual = { "armchair.myrten": 700_000, "armchair.lommen": 900_000, "armchair.skymning": 750_000 };
  const { assortment, sofa } = shopWith({ ...usual, "sofa.klinte": 1_000_000 });
  const ranked = runSync(rankWith({ items: [sofa], assortment, pairs: undefined }, sofa));
  const found = ranked.find(({ offer }) => offer.product === "armchair.lommen");
  expect(found?.reasons).toContainEqual({ code: "price", with: "sofa" });
});

test("of products that differ in nothing else, the one of the room's price level comes first", () => {
  const { assortment, sofa } = shopWith({
    "table.alvik": 100_000,
    "table.bjorknas": 200_000,
    "sofa.klinte": 1_199_000,
  });
  const [alvik, bjorknas] = ["table.alvik", "table.bjorknas"].map((id) =>
    assortment.offers.find(({ product }) => product === id),
  );
  const near = (offer: typeof alvik) =>
    nearness(offer?.pieces[0] as Piece, sofa.piece, assortment) ?? Number.NaN;
  expect(near(bjorknas)).toBeGreaterThan(near(alvik));
});

test("what has no price in the currency is in no range", () => {
  const { assortment, sofa } = shopWith({});
  const other = { ...sofa.piece, prices: {} };
  expect(isInRange(other, sofa.piece, assortment)).toBe(false);
  expect(nearness(other, sofa.piece, assortment)).toBeUndefined();
  expect(isInRange(sofa.piece, sofa.piece, assortment)).toBe(true);
});

test("the range is mutual, and no wider than twice the price", () => {
  const price = fc.integer({ min: 1, max: 10_000_000 });
  const { assortment, sofa } = shopWith({});
  const at = (SEK: number) => ({ ...sofa.piece, prices: { SEK } });
  fc.assert(
    fc.property(price, price, (a, b) => {
      expect(isInRange(at(a), at(b), assortment)).toBe(isInRange(at(b), at(a), assortment));
      if (isInRange(at(a), at(b), assortment)) expect(Math.max(a, b) / Math.min(a, b)).toBeLessThanOrEqual(2);
    }),
  );
});

test("a median", () => {
  expect([[3], [1, 9], [9, 1, 2]].map(medianOf)).toEqual([3, 5, 2]);
});
