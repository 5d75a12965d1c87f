// Overlaps of two items. Items may stand on rugs, under and over each other, and seats under tables.

import { restMm } from "../furniture/carriers.ts";
import { beside } from "../geometry/footprint.ts";
import { corners } from "../geometry/index.ts";
import { overlaps } from "../geometry/polygons.ts";
import type { Finding, Kind, Point } from "../model/index.ts";
import { boxesNear, heightsMeet, type PlacedItem } from "./placed-item.ts";
import { seatDepth, tableMm } from "./thresholds.ts";

const underTables: ReadonlySet<Kind> = new Set(["chair", "stool", "bench", "ottoman"]);
const tables: ReadonlySet<Kind> = new Set(["table", "round-table", "desk"]);

/** Reports whether two items overlap in a way that is not allowed. */
export function collide(a: PlacedItem, b: PlacedItem): boolean {
  if (a.yields || b.yields || !heightsMeet(a, b) || !boxesNear(a.box, b.box, 0)) return false;
  const mine = solid(a, b);
  const theirs = solid(b, a);
  return mine.some((p) => theirs.some((q) => overlaps(p, q)));
}

export function overlapFindings(item: PlacedItem, others: readonly PlacedItem[]): Finding[] {
  return others
    .filter((other) => other.id !== item.id && collide(item, other))
    .map((other) => ({ code: "overlap", verdict: "blocked", with: other.id }));
}

/** Returns the parts of an item in which another may not be. */
function solid(item: PlacedItem, other: PlacedItem): readonly (readonly Point[])[] {
  return belongs(item, other) || isOverSeat(item, other) ? upright(item) : item.parts;
}

/** Reports whether a seat may stand under a table, which must be high enough to sit at. */
export function belongs(seat: PlacedItem, table: PlacedItem): boolean {
  if (!underTables.has(seat.piece.kind) || !tables.has(table.piece.kind)) return false;
  return table.top - seat.bottom >= tableMm && table.bottom >= seat.bottom - restMm;
}

/** Reports whether an item is as high above a chair as a table top: then it is above its seat. */
function isOverSeat(chair: PlacedItem, item: PlacedItem): boolean {
  return chair.piece.kind === "chair" && item.bottom - chair.bottom >= tableMm;
}

/** Returns the parts of a seat that don't fit under a table top: a chair's back, and none of other seats. */
function upright({ piece, place }: PlacedItem): readonly (readonly Point[])[] {
  if (piece.kind !== "chair") return [];
  const depth = piece.size.depth * (1 - seatDepth);
  return [corners(beside(place, 0, (depth - piece.size.depth) / 2), { width: piece.size.width, depth })];
}
