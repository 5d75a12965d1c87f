// How different two layouts of the same pieces are.

import type { Kind, Place } from "../model/index.ts";
import { follows, isAnchor } from "./guidelines.ts";
import { roleOf } from "./roles.ts";
import type { Stood } from "./setting.ts";
import { turned } from "./turns.ts";

export type Places = ReadonlyMap<string, Place>;

/** A piece that is this far away, or is turned by a right angle, is in a different place; millimetres. */
const apartMm = 1500;
/** What people see first of a layout is where its anchors are. */
const anchorWeight = 4;
/** From this difference on two layouts are shown as two. */
export const differentFrom = 0.4;

/**
 * Returns the difference of two layouts, from 0 for the same to 1: the weighted mean over all pieces of how
 * different their places are. Pieces that are alike may have exchanged their places. Those that stand with others,
 * such as chairs, make no difference, unless there are no others.
 */
export function difference(pieces: readonly Stood[], a: Places, b: Places): number {
  const leading = pieces.filter(({ piece }) => !follows(roleOf(piece)));
  const compared = leading.length > 0 ? leading : pieces;
  let sum = 0;
  let most = 0;
  const left = new Map<string, Place[]>();
  for (const { id, piece } of compared) {
    const place = b.get(id);
    const what = nameOf(piece);
    if (place) left.set(what, [...(left.get(what) ?? []), place]);
  }
  for (const { id, piece } of compared) {
    const weight = isAnchor(roleOf(piece)) ? anchorWeight : 1;
    most += weight;
    sum += weight * taken(piece.kind, a.get(id), left.get(nameOf(piece)) ?? []);
  }
  return most === 0 ? 0 : sum / most;
}

/** Returns the same for pieces that are alike. */
function nameOf({ kind, product, variant, size: { width, depth, height } }: Stood["piece"]): string {
  return [kind, product, variant, width, depth, height].join(" ");
}

/** Returns the difference of a place from the most similar of some, which it takes out of them. */
function taken(kind: Kind, place: Place | undefined, from: Place[]): number {
  if (!place) return 0;
  const far = from.map((other) => away(kind, place, other));
  const least = Math.min(1, ...far);
  from.splice(far.indexOf(least), 1);
  return least;
}

function away(kind: Kind, a: Place, b: Place): number {
  return Math.min(1, Math.hypot(a.x - b.x, a.y - b.y) / apartMm + 2 * turned(kind, a.rotation, b.rotation));
}
