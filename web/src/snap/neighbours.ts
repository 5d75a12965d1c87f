// Aligns edges and centres with items nearby.

import { type Box, bounds, corners } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import type { Guide, Pull, Standing } from "./types.ts";

/** Distance below which an item counts as a neighbour to align with, millimetres. */
const neighbourMm = 1500;

/** What may be aligned, of the dragged box and of the other: 0 is the start, 1 the end, 2 the middle. */
const pairs: readonly (readonly [0 | 1 | 2, 0 | 1 | 2])[] = [
  [0, 0],
  [1, 1],
  [0, 1],
  [1, 0],
  [2, 2],
];

/** Returns the boxes of items near a group. Most items are far away, and are excluded by their centres. */
export function boxesNear(box: Box, others: readonly Standing[]): Box[] {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const reach = Math.hypot(box.width, box.height) / 2 + neighbourMm;
  return others.flatMap(({ place, size }) => {
    const far = reach + Math.hypot(size.width, size.depth) / 2;
    if (Math.abs(place.x - x) > far || Math.abs(place.y - y) > far) return [];
    const other = bounds(corners(place, size));
    return apart(box, other) < neighbourMm ? [other] : [];
  });
}

function apart(a: Box, b: Box): number {
  const dx = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const dy = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.hypot(dx, dy);
}

/** Returns the steps along one axis, within the tolerance, that align a box with another. */
export function boxPulls(box: Box, other: Box, axis: "x" | "y", tolerance: number): Pull[] {
  const mine = side(box, axis);
  const theirs = side(other, axis);
  return pairs.flatMap(([i, j]) => {
    const by = theirs[j] - mine[i];
    return Math.abs(by) > tolerance ? [] : [{ by, guide: inLine(box, other, axis, theirs[j]) }];
  });
}

/** Returns the shortest of some steps, the first of equal ones; undefined for none. */
export function nearest<P extends Pull>(pulls: readonly P[]): P | undefined {
  let best: P | undefined;
  for (const pull of pulls) if (!best || Math.abs(pull.by) < Math.abs(best.by)) best = pull;
  return best;
}

function side(box: Box, axis: "x" | "y"): readonly [start: number, end: number, middle: number] {
  const [from, across] = axis === "x" ? [box.x, box.width] : [box.y, box.height];
  return [from, from + across, from + across / 2];
}

/** Returns the line on which two boxes are aligned, from the far end of one to that of the other. */
function inLine(box: Box, other: Box, axis: "x" | "y", at: number): Guide {
  const across = axis === "x" ? "y" : "x";
  const [start, end] = side(box, across);
  const [otherStart, otherEnd] = side(other, across);
  const from = Math.round(Math.min(start, otherStart));
  const to = Math.round(Math.max(end, otherEnd));
  const line = Math.round(at);
  const point = (along: number): Point => (axis === "x" ? [line, along] : [along, line]);
  return { kind: "neighbour", from: point(from), to: point(to) };
}
