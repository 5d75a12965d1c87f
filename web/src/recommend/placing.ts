// Places candidates in the room, and keeps those that fit (RC1).

import type { Piece } from "../catalog/types.ts";
import { fitSteps } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import type { FitInput, FitReport } from "../fit/types.ts";
import { verdicts } from "../fit/verdict.ts";
import type { Place } from "../model/index.ts";
import { varied } from "./reasons.ts";
import type { Scored } from "./score.ts";
import type { FindPlace, Recommendation } from "./types.ts";

/** Halls with more items get no recommendations: single steps of a check would take longer than a frame. */
export const mostItems = 60;
/** How many pieces of one role are tried, and in all. */
const triesOfRole = 3;
const mostTries = 20;
/** The id of the piece that is tried; no item of a room has it. */
const triedId = "";

/** Returns the first candidates that fit, each of another role, at most so many. */
export function* placed(
  input: FitInput,
  candidates: readonly Scored[],
  findPlace: FindPlace,
  most: number,
): Task<Recommendation[]> {
  const found: (Pick<Recommendation, "piece" | "place"> & Pick<Scored, "reasons">)[] = [];
  const tried = new Map<string, number>();
  const before = yield* fitSteps(input);
  let left = mostTries;
  search: for (const { offer, pieces, reasons } of candidates) {
    for (const piece of pieces) {
      const tries = tried.get(offer.role) ?? 0;
      if (found.length === most || left === 0) break search;
      if (tries >= triesOfRole) break;
      left--;
      tried.set(offer.role, tries + 1);
      const place = yield* findPlace(input, piece);
      if (!place || !(yield* fitsAt(input, before, piece, place))) continue;
      found.push({ piece, place, reasons });
      tried.set(offer.role, triesOfRole);
    }
  }
  return varied(found).map(({ piece, place, reason }) => ({ piece, place, reason }));
}

/** Reports whether a piece fits in a room at a place (RC1). */
export function* fits(input: FitInput, piece: Piece, place: Place): Task<boolean> {
  return yield* fitsAt(input, yield* fitSteps(input), piece, place);
}

/** Reports whether the whole check calls a piece at a place good, and no other item becomes worse than before. */
export function* fitsAt(input: FitInput, before: FitReport, piece: Piece, place: Place): Task<boolean> {
  const items = [...input.items, { id: triedId, place, piece }];
  const after = yield* fitSteps({ ...input, items });
  if (after.items.get(triedId)?.verdict !== "fits") return false;
  return input.items.every(({ id }) => rankOf(after, id) >= rankOf(before, id));
}

/** Returns the rank of an item's verdict, from 0, the worst. */
function rankOf({ items }: FitReport, id: string): number {
  return verdicts.indexOf(items.get(id)?.verdict ?? "fits");
}
