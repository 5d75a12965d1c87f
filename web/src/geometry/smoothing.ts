// Items that other users move glide to their place, because updates arrive only a few times a second.

import type { Place } from "../model/index.ts";
import { shortestTurn } from "./index.ts";

/** Time constant, milliseconds: the remaining distance falls to about a third in that time. */
const followMs = 70;
/** Difference below which a place counts as reached, millimetres or degrees. */
const nearEnough = 0.5;

/** Returns the place after `ms` on the way to `to`, with the shorter turn; exactly `to` once it is close. */
export function approachPlace(from: Place, to: Place, ms: number): Place {
  const part = 1 - Math.exp(-ms / followMs);
  const next = {
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
    z: from.z + (to.z - from.z) * part,
    rotation: from.rotation + shortestTurn(from.rotation, to.rotation) * part,
  };
  return isNear(next, to) ? to : next;
}

export function isNear(a: Place, b: Place): boolean {
  const turn = Math.abs(shortestTurn(a.rotation, b.rotation));
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z) < nearEnough && turn < nearEnough;
}
