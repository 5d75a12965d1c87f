// Groups items of the same product and variant.

import type { Piece } from "./types.ts";

interface Placed {
  id: string;
  product: string;
  variant: string;
}

/** All items of one product and variant. */
export interface PieceGroup {
  piece: Piece;
  ids: string[];
}

/** Groups items by product and variant, in the order in which each first occurs. */
export function groupByPiece<I extends Placed>(
  items: Iterable<I>,
  pieceOf: (item: I) => Piece,
): PieceGroup[] {
  const groups = new Map<string, PieceGroup>();
  for (const item of items) {
    const piece = pieceOf(item);
    const key = `${piece.product}/${piece.variant}`;
    const group = groups.get(key) ?? { piece, ids: [] };
    group.ids.push(item.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
