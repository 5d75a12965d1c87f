// A piece for tests that need only some of its properties.

import type { Piece } from "../../src/catalog/types.ts";

/** Returns a table from the shop, without prices and packages, with the properties of `more`. */
export function aPiece(more: Partial<Piece> = {}): Piece {
  return {
    product: "p",
    variant: "v",
    sku: "",
    name: "P",
    what: "",
    choice: "",
    kind: "table",
    size: { width: 1200, depth: 800, height: 700 },
    mount: "floor",
    hangsAt: 0,
    carries: false,
    mirrorable: false,
    colour: "#d2b08a",
    prices: {},
    clearance: {},
    packages: [],
    known: true,
    own: false,
    ...more,
  };
}
