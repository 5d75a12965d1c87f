import { expect, test } from "vitest";
import { shoppingList } from "../../src/export/index.ts";
import type { ItemFit } from "../../src/fit/types.ts";
import { inputOf, item } from "./fixture.ts";

const tight: ItemFit = {
  id: "b",
  verdict: "tight",
  findings: [{ code: "clearance", verdict: "tight", side: "front", free: 300, needs: 600 }],
};
const blocked: ItemFit = {
  id: "a",
  verdict: "blocked",
  findings: [{ code: "overlap", verdict: "blocked", with: "c" }],
};
const room = [
  item("a", "stavre", 1000, 1000),
  item("b", "stavre", 2000, 1000),
  item("c", "alvik", 1000, 1000),
  item("d", "gone", 4000, 3000),
];

test("pieces of the same product and variant are one line, with the worst verdict and all reasons", () => {
  const { lines, total } = shoppingList(inputOf(room, [tight, blocked]));
  expect(lines.map((l) => [l.piece.name, l.quantity, l.price, l.verdict])).toEqual([
    ["Alvik", 1, 189000, "fits"],
    ["Gone", 1, undefined, "fits"],
    ["Stavre", 2, 158000, "blocked"],
  ]);
  expect(lines[2]?.reasons).toEqual(["Overlaps Alvik.", expect.stringContaining("30 cm")]);
  expect(total).toBe(189000 + 158000);
});

test("the text says what to ask for in the shop", () => {
  const { text } = shoppingList(inputOf(room, [tight, blocked]));
  const plain = text.replace(/\u00a0/g, " ");
  expect(plain).toContain("HÖMSTYLE · Åsa's room\n25 november 2026\n");
  expect(plain).toContain(
    "2 × Stavre, a chair, Oak\n    Article no. HS-Stavre · 46 × 52 × 70 cm · 2 × 790 kr · 1 580 kr\n",
  );
  expect(plain).toContain("    Does not fit – Overlaps Alvik. –");
  expect(plain).toMatch(/Total: 3 470 kr\nOne piece has no price\.\n$/);
});

test("AC9 a room's name keeps its direction to itself", () => {
  const { text } = shoppingList({ ...inputOf([]), name: "סלון" });
  expect(text).toContain("HÖMSTYLE · \u2068סלון\u2069\n");
});

test("an empty room says so", () => {
  const { text, lines } = shoppingList(inputOf([]));
  expect(lines).toEqual([]);
  expect(text).toContain("There is no furniture in the room.");
});

test("a size in the name of a choice is not written twice", () => {
  const input = inputOf([item("r", "ljung", 2000, 2000)]);
  const choice = "Clay, 240 × 170 cm";
  const { text } = shoppingList({ ...input, pieceOf: (of) => ({ ...input.pieceOf(of), choice }) });
  expect(text).toContain("1 × Ljung, a rug, Clay\n");
  expect(text).toContain("240 × 170 × 70 cm");
  const colour = "2 colours, oak";
  const other = shoppingList({ ...input, pieceOf: (of) => ({ ...input.pieceOf(of), choice: colour }) });
  expect(other.text).toContain("a rug, 2 colours, oak\n");
});

test("a mirrored piece is another line than a plain one, and says so", () => {
  const input = inputOf([item("a", "stavre", 0, 0), { ...item("b", "stavre", 0, 0), mirrored: true }]);
  const plain = input.pieceOf({ product: "stavre", variant: "oak" });
  const exchanged = { ...plain, mirrored: true };
  const pieceOf = (of: { mirrored?: boolean | undefined }) => (of.mirrored ? exchanged : plain);
  const { text, total } = shoppingList({ ...input, pieceOf });
  expect(text).toContain("1 × Stavre, a chair, Oak\n");
  expect(text).toContain("1 × Stavre, a chair, Oak, mirrored\n");
  expect(total).toBe(2 * 79000);
});

test("an own piece is listed as one, without a price, and is not to be bought", () => {
  const input = inputOf([item("a", "stavre", 0, 0), item("b", "mine", 0, 0)]);
  const mine = {
    ...input.pieceOf({ product: "gone", variant: "" }),
    name: "Old sofa",
    known: true,
    own: true,
  };
  const pieceOf: typeof input.pieceOf = (i) => (i.product === "mine" ? mine : input.pieceOf(i));
  const { text, total } = shoppingList({ ...input, pieceOf });
  expect(text).toContain("1 × Old sofa\n    60 × 60 × 70 cm · yours\n");
  expect(total).toBe(79000);
  expect(text).not.toContain("has no price");
});

test("a floor is listed with its amount, article and price, and is in the total", () => {
  const finish = {
    id: "oak",
    on: "floor" as const,
    name: { en: "Oak planks", sv: "Ekplankor" },
    colour: "#d9bd94",
    pattern: "planks" as const,
    sku: "HS-1553",
    prices: { SEK: 599_00 },
  };
  const input = inputOf([item("a", "stavre", 0, 0)], [], { covered: [{ finish, squareMetres: 29.1 }] });
  const { text, total } = shoppingList(input);
  const plain = text.replace(/\u00a0/g, " ");
  expect(plain).toContain("29,1 m² Ekplankor\n    Article no. HS-1553 · 17 430,90 kr\n");
  expect(total).toBe(79000 + 1743090);
  const unpriced = { ...input, covered: [{ finish: { ...finish, prices: { EUR: 1 } }, squareMetres: 29.1 }] };
  expect(shoppingList(unpriced).text).toContain("One piece has no price.");
});
