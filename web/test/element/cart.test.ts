// The cart that the page's code is given.

import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import type { ItemView } from "../../src/client/index.ts";
import { cartOf } from "../../src/element/cart.ts";
import { aPiece } from "../catalog/a-piece.ts";

const sofa = aPiece({
  product: "sofa.corner",
  variant: "moss",
  sku: "HS-1",
  name: "Corner",
  kind: "corner",
  size: { width: 2400, depth: 1600, height: 800 },
  colour: "#aabbcc",
  prices: { SEK: 1000 },
  mirrorable: true,
});
const mirroredSofa: Piece = { ...sofa, mirrored: true };
const ownSofa: Piece = { ...sofa, product: "", variant: "", sku: "", own: true };

function cartWith(items: readonly Pick<ItemView, "id" | "mirrored" | "own">[]) {
  const place = { x: 0, y: 0, z: 0, rotation: 0, version: 1, tentative: false };
  return cartOf({
    currency: "SEK",
    lang: "en",
    items: items.map((item) => ({
      product: sofa.product,
      variant: sofa.variant,
      lock: { state: "free" },
      ...place,
      ...item,
    })),
    pieceOf: ({ own, mirrored }: Pick<ItemView, "own" | "mirrored">) =>
      own ? ownSofa : mirrored ? mirroredSofa : sofa,
    covered: [],
    fit: { items: new Map(), verdict: "fits", counts: { fits: 0, tight: 0, blocked: 0 } },
    say: () => "",
  });
}

test("mirrored items are a line of their own, which says so", () => {
  const { lines, total } = cartWith([{ id: "a" }, { id: "b", mirrored: true }, { id: "c" }]);
  expect(lines).toMatchObject([
    { sku: "HS-1", quantity: 2, items: ["a", "c"] },
    { sku: "HS-1", quantity: 1, items: ["b"], mirrored: true },
  ]);
  expect(lines[0]).not.toHaveProperty("mirrored");
  expect(total).toBe(3000);
});

test("what somebody has already is not in the cart", () => {
  const own = { kind: "corner", name: "Mine", colour: "#aabbcc", width: 1, depth: 1, height: 1 };
  expect(cartWith([{ id: "a", own }])).toMatchObject({ lines: [], total: 0 });
});
