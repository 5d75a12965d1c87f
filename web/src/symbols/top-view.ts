// The shapes of an item from above, true to scale.

import type { Piece } from "../catalog/types.ts";
import { isRug } from "../geometry/footprint.ts";
import type { Kind } from "../model/index.ts";
import { clipped, mirrored } from "./build.ts";
import * as decor from "./decor.ts";
import * as seats from "./seats.ts";
import type { Shape } from "./shapes.ts";
import * as tables from "./tables.ts";

const draws: Record<Kind, (width: number, depth: number) => Shape[]> = {
  sofa: seats.sofa,
  corner: seats.corner,
  armchair: seats.armchair,
  ottoman: seats.ottoman,
  chair: seats.chair,
  stool: seats.stool,
  bench: seats.bench,
  bed: seats.bed,
  table: tables.table,
  "round-table": tables.roundTable,
  desk: tables.desk,
  nightstand: tables.nightstand,
  wardrobe: tables.wardrobe,
  drawers: tables.drawers,
  storage: tables.storage,
  shelf: tables.shelf,
  "tv-unit": tables.tvUnit,
  lamp: decor.lamp,
  rug: decor.rug,
  "round-rug": decor.roundRug,
  plant: decor.plant,
  mirror: decor.mirror,
  "table-lamp": decor.tableLamp,
  "ceiling-lamp": decor.ceilingLamp,
  "wall-shelf": tables.wallShelf,
  picture: decor.picture,
  curtain: decor.curtain,
  other: tables.other,
};

const drawn = new WeakMap<Piece, readonly Shape[]>();

/** Returns an item's shapes from the bottom up, with its middle at (0, 0) and its front downwards (+y). */
export function topView(piece: Piece): readonly Shape[] {
  const found = drawn.get(piece);
  if (found) return found;
  const { width, depth } = piece.size;
  const plain = draws[piece.kind](width, depth).map((shape) => clipped(shape, width, depth));
  const shapes = piece.mirrored ? plain.map(mirrored) : plain;
  drawn.set(piece, shapes);
  return shapes;
}

/** Reports whether an item lies flat on the floor, under all others. */
export function isFlat({ kind }: Piece): boolean {
  return isRug(kind);
}

/** Returns a number by which items at the heights `z` are drawn, the lowest first: flat ones are under all others. */
export function drawRank(piece: Piece, z: number): number {
  return isFlat(piece) ? -1 : z;
}
