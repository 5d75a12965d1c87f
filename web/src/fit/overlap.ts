// Overlaps of two items. Items may stand on rugs, and seats under tables.

import { beside } from "../geometry/footprint.ts";
import { corners } from "../geometry/index.ts";
import { overlaps } from "../geometry/polygons.ts";
import type { Kind, Point } from "../model/index.ts";
import { boxesNear, type PlacedItem } from "./placed-item.ts";
import { seatDepth, tableMm } from "./thresholds.ts";

const underTables: ReadonlySet<Kind> = new Set(["chair", "stool", "bench", "ottoman"]);
const tables: ReadonlySet<Kind> = new Set(["table", "round-table", "desk"]);

/** Reports whether two items overlap in a way that is not allowed. */
export function collide(a: PlacedItem, b: PlacedItem): boolean {
  if (a.flat || b.flat || !boxesNear(a.box, b.box, 0)) return false;
  const mine = belongs(a, b) ? upright(a) : a.parts;
  const theirs = belongs(b, a) ? upright(b) : b.parts;
  return mine.some((p) => theirs.some((q) => overlaps(p, q)));
}

/** Reports whether a seat may stand under a table, which must be high enough to sit at. */
export function belongs(seat: PlacedItem, table: PlacedItem): boolean {
  return (
    underTables.has(seat.piece.kind) && tables.has(table.piece.kind) && table.piece.size.height >= tableMm
  );
}

/** Returns the parts of a seat that don't fit under a table top: a chair's back, and none of other seats. */
function upright({ piece, place }: PlacedItem): readonly (readonly Point[])[] {
  if (piece.kind !== "chair") return [];
  const depth = piece.size.depth * (1 - seatDepth);
  return [corners(beside(place, 0, (depth - piece.size.depth) / 2), { width: piece.size.width, depth })];
}
