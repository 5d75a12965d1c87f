import fc from "fast-check";
import { expect, test } from "vitest";
import type { Covered } from "../../src/catalog/coverage.ts";
import type { Piece } from "../../src/catalog/types.ts";
import type { FitReport, ItemFit } from "../../src/fit/types.ts";
import { worst } from "../../src/fit/verdict.ts";
import type { Own, Verdict } from "../../src/model/index.ts";
import { cartOf } from "../../src/panels/cart-lines.ts";
import { worstFirst } from "../../src/panels/verdicts.ts";
import { aPiece } from "../catalog/a-piece.ts";

const size = { width: 1000, depth: 500, height: 800 };

function piece(product: string, variant: string, price?: number, known = true): Piece {
  return aPiece({
    product,
    variant,
    sku: `${product}-${variant}`,
    name: product,
    choice: variant,
    kind: "sofa",
    size,
    colour: "#aabbcc",
    prices: price === undefined ? {} : { SEK: price },
    known,
  });
}

function report(verdicts: Record<string, Verdict>): FitReport {
  const items = Object.entries(verdicts).map(([id, verdict]): ItemFit => ({ id, verdict, findings: [] }));
  const count = (v: Verdict) => items.filter((i) => i.verdict === v).length;
  return {
    items: new Map(items.map((item) => [item.id, item])),
    verdict: worst(items.map((i) => i.verdict)),
    counts: { fits: count("fits"), tight: count("tight"), blocked: count("blocked") },
  };
}

const shelf = new Map([
  ["sofa/sand", piece("sofa", "sand", 849_000)],
  ["sofa/moss", piece("sofa", "moss", 899_000)],
  ["lamp/", piece("lamp", "", undefined)],
  ["old/", piece("old", "", undefined, false)],
]);
const pieceOf = ({ product, variant }: { product: string; variant: string }) =>
  shelf.get(`${product}/${variant}`) ?? piece(product, variant, undefined, false);
const inSek = { currency: "SEK", lang: "en" };
const item = (id: string, product: string, variant = "") => ({ id, product, variant });

test("what is the same is one line, with the price of all and the worst verdict", () => {
  const items = [item("a", "sofa", "sand"), item("b", "sofa", "moss"), item("c", "sofa", "sand")];
  const { lines, total, count } = cartOf(items, pieceOf, report({ a: "fits", b: "fits", c: "tight" }), inSek);
  expect(lines.map((l) => [l.piece.variant, l.ids, l.price, l.verdict])).toEqual([
    ["moss", ["b"], 899_000, "fits"],
    ["sand", ["a", "c"], 1_698_000, "tight"],
  ]);
  expect([total, count]).toEqual([2_597_000, 3]);
});

test("mirrored pieces are a line of their own, after the plain ones", () => {
  const sofa = piece("sofa", "sand", 849_000);
  const find = ({ mirrored }: { mirrored?: boolean | undefined }) => (mirrored ? exchangedSofa : sofa);
  const exchangedSofa = { ...sofa, mirrored: true };
  const items = [
    { ...item("a", "sofa", "sand"), mirrored: true },
    item("b", "sofa", "sand"),
    { ...item("c", "sofa", "sand"), mirrored: true },
  ];
  const { lines, total } = cartOf(items, find, report({}), inSek);
  expect(lines.map((l) => [l.piece.mirrored ?? false, l.ids])).toEqual([
    [false, ["b"]],
    [true, ["a", "c"]],
  ]);
  expect(total).toBe(3 * 849_000);
});

test("what is no longer sold stands apart and costs nothing", () => {
  const cart = cartOf([item("a", "old"), item("b", "lamp")], pieceOf, report({ a: "blocked" }), inSek);
  expect(cart.gone.map((l) => l.ids)).toEqual([["a"]]);
  expect(cart.lines.map((l) => [l.ids, l.price])).toEqual([[["b"], undefined]]);
  expect([cart.total, cart.count, cart.unpriced, cart.blocked]).toEqual([0, 1, 1, 0]);
});

test("what somebody has already stands apart and is on no bill", () => {
  const own = { kind: "sofa", name: "Old sofa", colour: "#aabbcc", width: 2000, depth: 900, height: 800 };
  const brought = new Map(
    [own, { ...own, width: 1800 }].map((o) => [o.width, { ...piece("", ""), own: true }]),
  );
  const find = (item: { product: string; variant: string; own?: Own | undefined }) =>
    brought.get(item.own?.width ?? 0) ?? pieceOf(item);
  const items = [
    { ...item("a", ""), own },
    { ...item("b", ""), own: { ...own, width: 1800 } },
    { ...item("c", ""), own },
    item("d", "sofa", "sand"),
  ];
  const cart = cartOf(items, find, report({ a: "blocked" }), inSek);
  expect(cart.own.map((l) => l.ids)).toEqual([["a", "c"], ["b"]]);
  expect(cart.lines.map((l) => l.ids)).toEqual([["d"]]);
  expect(cart.gone).toEqual([]);
  expect([cart.total, cart.count, cart.unpriced, cart.blocked]).toEqual([849_000, 1, 0, 0]);
});

test("finishes are in the total, and those without a price are counted", () => {
  const finish = (id: string, prices: Record<string, number>): Covered => ({
    finish: { id, on: "floor", name: { en: id }, colour: "#d9bd94", pattern: "plain", prices },
    squareMetres: 10.5,
  });
  const covered = [finish("oak", { SEK: 599_00 }), finish("elm", { EUR: 100 })];
  const cart = cartOf([item("a", "sofa", "sand")], pieceOf, report({}), inSek, covered);
  expect(cart.finishes).toEqual(covered);
  expect([cart.total, cart.count, cart.unpriced]).toEqual([849_000 + 10.5 * 599_00, 1, 1]);
});

test("no piece is lost or counted twice, however they are mixed", () => {
  const some = fc.array(fc.constantFrom(...["sofa/sand", "sofa/moss", "lamp/", "old/", "new/x"]), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(some, (keys) => {
      const items = keys.map((key, i) => item(`i${i}`, ...(key.split("/") as [string, string])));
      const { lines, gone, count, total } = cartOf(items, pieceOf, report({}), inSek);
      const ids = [...lines, ...gone].flatMap((l) => l.ids);
      expect([...ids].sort()).toEqual(items.map((i) => i.id).sort());
      expect(count).toBe(items.filter((i) => pieceOf(i).known).length);
      expect(total).toBe(items.reduce((sum, i) => sum + (pieceOf(i).prices.SEK ?? 0), 0));
    }),
  );
});

test("what does not fit comes first, and those alike by name", () => {
  const names: Record<string, string> = { a: "Table", b: "Bed", c: "Sofa", d: "Chair" };
  const all = worstFirst(
    report({ a: "fits", b: "fits", c: "blocked", d: "tight" }),
    (id) => names[id] ?? id,
    "en",
  );
  expect(all.map((i) => i.id)).toEqual(["c", "d", "b", "a"]);
});
