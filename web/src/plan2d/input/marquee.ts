// Finds the items in a box, and computes the frame of a selection.

import type { Piece } from "../../catalog/types.ts";
import { bounds, corners } from "../../geometry/index.ts";
import { overlaps } from "../../geometry/polygons.ts";
import type { PlanPlace, Point } from "../../model/index.ts";

export interface Standing {
  id: string;
  place: PlanPlace;
  piece: Pick<Piece, "size">;
}

/** Returns the ids of the items that overlap a box; `from` and `to` are any two opposite corners of it. */
export function inBox(items: Iterable<Standing>, from: Point, to: Point): string[] {
  const { x, y, width, height } = bounds([from, to]);
  const box: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  return [...items]
    .filter(({ place, piece }) => overlaps(corners(place, piece.size), box))
    .map(({ id }) => id);
}

/**
 * A selection's centre of rotation (millimetres), its rotation (degrees), and the distances of its edges from
 * the centre: up, right, down, left.
 */
export interface Frame {
  middle: Point;
  rotation: number;
  reach: readonly [number, number, number, number];
}

/** Returns the frame of a selection: turned with a single item, upright for several; undefined for none. */
export function frameOf(items: readonly Standing[]): Frame | undefined {
  const [only] = items;
  if (!only) return undefined;
  if (items.length === 1) {
    const { x, y, rotation } = only.place;
    const [across, along] = [only.piece.size.width / 2, only.piece.size.depth / 2];
    return { middle: [x, y], rotation, reach: [along, across, along, across] };
  }
  // The planner turns several items around the middle of their centres, too.
  const centres = bounds(items.map(({ place }) => [place.x, place.y]));
  const middle: Point = [centres.x + centres.width / 2, centres.y + centres.height / 2];
  const around = bounds(items.flatMap(({ place, piece }) => corners(place, piece.size)));
  const right = around.x + around.width - middle[0];
  const down = around.y + around.height - middle[1];
  return { middle, rotation: 0, reach: [middle[1] - around.y, right, down, middle[0] - around.x] };
}
