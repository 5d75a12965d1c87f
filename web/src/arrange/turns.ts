// By which turns a piece looks the same.

import { isRound } from "../geometry/footprint.ts";
import { shortestTurn } from "../geometry/index.ts";
import type { Kind } from "../model/index.ts";

/** Kinds that look and fit the same when they are turned by half a turn. */
const halfTurned: ReadonlySet<Kind> = new Set(["table", "rug", "stool", "ottoman", "bench"]);

/** Returns the quarter turns, degrees, that make a difference for a kind. */
export function quarterTurns(kind: Kind): readonly number[] {
  if (isRound(kind)) return [0];
  return halfTurned.has(kind) ? [0, 90] : [0, 90, 180, 270];
}

/** Returns how far a piece is turned from one rotation to another, from 0 for the same look to 1 for the farthest. */
export function turned(kind: Kind, from: number, to: number): number {
  if (isRound(kind)) return 0;
  const degrees = Math.abs(shortestTurn(from, to));
  return halfTurned.has(kind) ? Math.min(degrees, 180 - degrees) / 90 : degrees / 180;
}
