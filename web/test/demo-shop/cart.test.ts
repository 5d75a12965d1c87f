import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { count, emptyCart, total, withoutLine, withPiece, withRoom } from "../../src/demo-shop/cart.ts";
import type { CartDetail, CartLine } from "../../src/element/types.ts";
import { aPiece } from "../catalog/a-piece.ts";

function piece(sku: string, price: number | undefined = 1000): Piece {
  return aPiece({
    product: `product.${sku}`,
    variant: "",
    sku,
    name: sku,
    kind: "sofa",
    size: { width: 1, depth: 1, height: 1 },
    colour: "#ffffff",
    prices: price === undefined ? {} : { SEK: price },
  });
}

function line(sku: string, quantity: number, verdict: CartLine["verdict"] = "fits"): CartLine {
  const price = 1000 * quantity;
  const one = { sku, product: `product.${sku}`, variant: "", name: sku, unitPrice: 1000 };
  return { ...one, quantity, price, verdict, reasons: [], items: [] };
}

function room(...lines: CartLine[]): CartDetail {
  const sum = lines.reduce((all, { price }) => all + (price ?? 0), 0);
  return {
    room: "kok",
    version: 1,
    digest: 1,
    state: { at: 1, digest: 1 },
    currency: "SEK",
    total: sum,
    verdict: "fits",
    lines,
    finishes: [],
  };
}

const empty = emptyCart("SEK");

describe("single pieces", () => {
  test("the same one again is one line of two", () => {
    const cart = withPiece(withPiece(empty, piece("a")), piece("a"));
    expect(cart.lines).toMatchObject([{ sku: "a", quantity: 2, price: 2000, fit: undefined }]);
    expect([count(cart), total(cart)]).toEqual([2, 2000]);
  });

  test("one without a price is there and counts for nothing", () => {
    const unpriced: Piece = { ...piece("a"), prices: { EUR: 900 } };
    const cart = withPiece(withPiece(empty, unpriced), piece("b"));
    expect([count(cart), total(cart)]).toEqual([2, 1000]);
  });
});

describe("a room that is handed over", () => {
  test("brings its verdicts", () => {
    const cart = withRoom(empty, room(line("a", 2, "blocked"), line("b", 1, "tight")));
    expect(cart.lines.map((l) => [l.sku, l.quantity, l.fit?.verdict])).toEqual([
      ["a", 2, "blocked"],
      ["b", 1, "tight"],
    ]);
  });

  test("takes the place of the room before", () => {
    const before = withRoom(empty, room(line("a", 1), line("b", 1)));
    expect(withRoom(before, room(line("b", 3))).lines).toMatchObject([{ sku: "b", quantity: 3 }]);
  });

  test("keeps single pieces, but for those that are in the room as well", () => {
    const single = withPiece(withPiece(empty, piece("a")), piece("b"));
    const cart = withRoom(single, room(line("a", 1)));
    expect(cart.lines.map((l) => [l.sku, l.quantity, l.fit?.verdict])).toEqual([
      ["a", 1, "fits"],
      ["b", 1, undefined],
    ]);
  });

  test("brings its floors and paints by the square metre, each a line with its own article or id", () => {
    const oak = { sku: "HS-1", finish: "oak", name: "Oak", squareMetres: 29.1, unitPrice: 100, price: 2910 };
    const blue = { ...oak, sku: "", finish: "blue", price: undefined };
    const cart = withRoom(empty, { ...room(line("a", 2)), finishes: [oak, blue] });
    expect(cart.lines.map((l) => [l.sku, l.quantity, l.squareMetres, l.price])).toEqual([
      ["a", 2, undefined, 2000],
      ["HS-1", 1, 29.1, 2910],
      ["blue", 1, 29.1, undefined],
    ]);
    expect([count(cart), total(cart)]).toEqual([4, 4910]);
  });

  test("handed over twice is the same as once", () => {
    const lines = fc.uniqueArray(
      fc.constantFrom("a", "b", "c", "d").map((sku) => line(sku, 1)),
      {
        selector: ({ sku }) => sku,
      },
    );
    fc.assert(
      fc.property(lines, fc.array(fc.constantFrom("a", "b", "e")), (handed, singles) => {
        const before = singles.reduce((cart, sku) => withPiece(cart, piece(sku)), empty);
        const once = withRoom(before, room(...handed));
        expect(withRoom(once, room(...handed))).toEqual(once);
        expect(new Set(once.lines.map((l) => l.sku)).size).toBe(once.lines.length);
      }),
    );
  });
});

test("a line can be taken out", () => {
  const cart = withPiece(empty, piece("a"));
  expect(cart.lines.reduce(withoutLine, cart).lines).toEqual([]);
});

test("a mirrored piece is another line than a plain one with its article number", () => {
  const handed = withRoom(empty, room({ ...line("a", 2), mirrored: true }, line("a", 1)));
  const cart = withPiece(handed, piece("a"));
  const told = (lines: typeof cart.lines) => lines.map((l) => [l.sku, l.mirrored ?? false, l.quantity]);
  expect(told(cart.lines)).toEqual([
    ["a", true, 2],
    ["a", false, 2],
  ]);
  const [mirrored] = cart.lines;
  expect(mirrored && told(withoutLine(cart, mirrored).lines)).toEqual([["a", false, 2]]);
});
