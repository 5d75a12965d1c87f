// Pieces that others move glide to where they are: updates come a few times a second.

import type { Place } from "../model/index.ts";
import { shortestTurn } from "./index.ts";

/** The way left shrinks to a third in so many milliseconds. */
const followMs = 70;
/** Closer than this counts as there, millimetres or degrees. */
const nearEnough = 0.5;

/** A part of the way from one place to another, round the shorter way; all of it when that is near. */
export function approachPlace(from: Place, to: Place, ms: number): Place {
  const part = 1 - Math.exp(-ms / followMs);
  const next = {
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
    rotation: from.rotation + shortestTurn(from.rotation, to.rotation) * part,
  };
  return isNear(next, to) ? to : next;
}

export function isNear(a: Place, b: Place): boolean {
  const turn = Math.abs(shortestTurn(a.rotation, b.rotation));
  return Math.hypot(a.x - b.x, a.y - b.y) < nearEnough && turn < nearEnough;
}
