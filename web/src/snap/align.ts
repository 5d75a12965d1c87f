// Aligns items and distributes them evenly, by their axis-parallel bounding boxes.

import { type Box, bounds, corners } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import type { Standing } from "./types.ts";

export type Edge = "left" | "right" | "top" | "bottom" | "centre-x" | "centre-y";

/** Returns the new places of items aligned at one side, or the centre, of the box around all of them. */
export function alignPlaces(side: Edge, pieces: readonly Standing[]): Map<string, Place> {
  const whole = bounds(pieces.flatMap((p) => corners(p.place, p.size)));
  return placed(pieces, (box) => {
    switch (side) {
      case "left":
        return [whole.x - box.x, 0];
      case "right":
        return [whole.x + whole.width - box.x - box.width, 0];
      case "top":
        return [0, whole.y - box.y];
      case "bottom":
        return [0, whole.y + whole.height - box.y - box.height];
      case "centre-x":
        return [whole.x + whole.width / 2 - box.x - box.width / 2, 0];
      case "centre-y":
        return [0, whole.y + whole.height / 2 - box.y - box.height / 2];
    }
  });
}

/** Returns the new places of three or more items with equal gaps between them; the outermost stay. */
export function distributePlaces(axis: "x" | "y", pieces: readonly Standing[]): Map<string, Place> {
  if (pieces.length < 3) return new Map();
  const [from, across] = axis === "x" ? (["x", "width"] as const) : (["y", "height"] as const);
  const boxes = pieces.map((p) => ({ p, box: bounds(corners(p.place, p.size)) }));
  const middle = (box: Box) => box[from] + box[across] / 2;
  boxes.sort((a, b) => middle(a.box) - middle(b.box));
  const first = boxes[0]?.box;
  const last = boxes.at(-1)?.box;
  if (!first || !last) return new Map();
  const taken = boxes.reduce((sum, { box }) => sum + box[across], 0);
  const gap = (last[from] + last[across] - first[from] - taken) / (boxes.length - 1);
  const starts = new Map<string, number>();
  let next = first[from];
  for (const { p, box } of boxes) {
    starts.set(p.id, next);
    next += box[across] + gap;
  }
  return placed(pieces, (box, id) => {
    const by = (starts.get(id) ?? box[from]) - box[from];
    return axis === "x" ? [by, 0] : [0, by];
  });
}

/** Moves each item by what `by` returns for its box; items that stay are left out. */
function placed(pieces: readonly Standing[], by: (box: Box, id: string) => Point): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { id, place, size } of pieces) {
    const [dx, dy] = by(bounds(corners(place, size)), id);
    const next = { ...place, x: Math.round(place.x + dx), y: Math.round(place.y + dy) };
    if (next.x !== place.x || next.y !== place.y) places.set(id, next);
  }
  return places;
}
