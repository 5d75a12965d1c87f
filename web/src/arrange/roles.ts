// What a piece is for, as far as its place depends on it.

import type { Piece } from "../catalog/types.ts";
import { tableMm } from "../fit/thresholds.ts";
import type { Kind } from "../model/index.ts";

/** A kind; tables are told apart by their size, pieces that differ only in shape are not. */
export type Role =
  | Exclude<Kind, "table" | "round-table" | "corner" | "round-rug">
  | "dining-table"
  | "coffee-table"
  | "side-table";

/** Width up to which a low table stands beside a seat, not before it; millimetres. */
const sideMm = 600;

export function roleOf({ kind, size }: Pick<Piece, "kind" | "size">): Role {
  switch (kind) {
    case "table":
    case "round-table":
      if (size.height >= tableMm) return "dining-table";
      return Math.max(size.width, size.depth) <= sideMm ? "side-table" : "coffee-table";
    case "corner":
      return "sofa";
    case "round-rug":
      return "rug";
    default:
      return kind;
  }
}
