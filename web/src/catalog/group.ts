// What is the same in a room: one product in one variant.

import type { Piece } from "./types.ts";

interface Placed {
  id: string;
  product: string;
  variant: string;
}

/** All items of one piece. */
export interface PieceGroup {
  piece: Piece;
  ids: string[];
}

/** Items by what they are, in the order in which each was first seen. */
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
