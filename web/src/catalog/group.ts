// Tells which pieces are to be bought. Groups items of the same product and variant, mirrored or not, and own
// pieces that are equal.

import type { Piece } from "./types.ts";

interface Placed {
  id: string;
  product: string;
  variant: string;
}

/** All items of one product and variant, all of them mirrored or none; or all equal own pieces. */
export interface PieceGroup {
  piece: Piece;
  ids: string[];
}

/** Reports whether a piece is to be bought: the shop sells it, and nobody has it already. */
export function isSold({ known, own }: Piece): boolean {
  return known && !own;
}

/** Groups items, in the order in which each kind first occurs. */
export function groupByPiece<I extends Placed>(
  items: Iterable<I>,
  pieceOf: (item: I) => Piece,
): PieceGroup[] {
  const groups = new Map<unknown, PieceGroup>();
  for (const item of items) {
    const piece = pieceOf(item);
    // An own piece has no product; items whose variant is gone share that of another.
    const key = piece.own ? piece : `${piece.product}/${piece.variant} ${piece.mirrored === true}`;
    const group = groups.get(key) ?? { piece, ids: [] };
    group.ids.push(item.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
