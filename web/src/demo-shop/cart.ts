// The shop's own cart. Pieces are added one by one, or as a whole room from the planner, with a verdict
// for each line.

import type { Piece } from "../catalog/types.ts";
import type { CartDetail, CartLine } from "../element/types.ts";

export interface Line {
  sku: string;
  product: string;
  variant: string;
  name: string;
  /** True if left and right are exchanged. */
  mirrored?: boolean | undefined;
  quantity: number;
  /** Amount of a floor or a wall paint; undefined for pieces. */
  squareMetres?: number;
  /** Price of all of them, in minor units; undefined if unknown. */
  price: number | undefined;
  /** The planner's verdict; undefined for a piece that was in no room. */
  fit: Pick<CartLine, "verdict" | "reasons"> | undefined;
}

export interface Cart {
  currency: string;
  lines: readonly Line[];
  /** The last room that the planner passed to the cart. */
  room: CartDetail | undefined;
}

export function emptyCart(currency: string): Cart {
  return { currency, lines: [], room: undefined };
}

export function count({ lines }: Cart): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Returns the price of the lines that have one, in minor units. */
export function total({ lines }: Cart): number {
  return lines.reduce((sum, { price }) => sum + (price ?? 0), 0);
}

/** Returns a cart with one more of a piece as the shop shows it: not mirrored. */
export function withPiece(cart: Cart, piece: Piece): Cart {
  const there = cart.lines.find((line) => line.sku === piece.sku && !line.mirrored);
  const unit = piece.prices[cart.currency];
  const quantity = (there?.quantity ?? 0) + 1;
  const { sku, product, variant, name } = piece;
  const price = unit === undefined ? undefined : unit * quantity;
  const line: Line = { sku, product, variant, name, quantity, price, fit: there?.fit };
  return { ...cart, lines: [...cart.lines.filter((other) => other !== there), line] };
}

/** Returns a cart with a room in place of the previous room, and of single pieces that are in the new one. */
export function withRoom(cart: Cart, room: CartDetail): Cart {
  const lines = room.lines.map(({ verdict, reasons, unitPrice: _, items: __, ...line }): Line => {
    return { ...line, fit: { verdict, reasons } };
  });
  const surfaces = room.finishes.map(({ sku, finish, name, squareMetres, price }): Line => {
    const fit = { verdict: "fits" as const, reasons: [] };
    return { sku: sku || finish, product: "", variant: "", name, quantity: 1, squareMetres, price, fit };
  });
  const handed = new Set(lines.map(({ sku }) => sku));
  const kept = cart.lines.filter((line) => !line.fit && !handed.has(line.sku));
  return { currency: room.currency, lines: [...lines, ...surfaces, ...kept], room };
}

export function withoutLine(cart: Cart, line: Line): Cart {
  return { ...cart, lines: cart.lines.filter((other) => other !== line) };
}
