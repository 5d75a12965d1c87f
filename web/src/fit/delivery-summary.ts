// Whether each piece, and all of them, get into the room.

import type { Piece } from "../catalog/types.ts";
import type { Plan, Verdict } from "../model/index.ts";
import { isMeasured, type PackageStop, spare, verdictAt, wayOf, worstAt } from "./delivery.ts";
import type { FitInput } from "./types.ts";

/** Where a piece has the least to spare on its way into the room. */
export interface Arrival extends PackageStop {
  verdict: Verdict;
  /** Millimetres; below 0 if it does not pass. */
  spare: number;
}

/** The way of all pieces that are delivered. */
export interface DeliverySummary {
  /** Number of the pieces. */
  count: number;
  /** The pieces that do not get in, in the order of the room's items. */
  stuck: readonly { id: string; arrival: Arrival }[];
  /** The piece with the least to spare of those that get in; undefined for none. */
  tightest: { id: string; arrival: Arrival } | undefined;
}

/** Returns how a piece gets in; "unknown" while the way is not measured, undefined if it is not delivered. */
export function arrivalOf(piece: Piece, plan: Plan): Arrival | "unknown" | undefined {
  if (piece.own || piece.packages.length === 0) return undefined;
  const stops = wayOf(plan).map((part) => worstAt(part, piece.packages));
  const [first, ...rest] = stops;
  if (!first) return "unknown";
  const stop = rest.reduce((a, b) => (spare(b) < spare(a) ? b : a), first);
  const verdict = verdictAt(stop);
  // Of an unmeasured way the room's door is known: it may be too narrow, but can't be enough.
  return verdict === "fits" && !isMeasured(plan) ? "unknown" : { ...stop, verdict, spare: spare(stop) };
}

export function deliverySummary({ plan, items }: FitInput): DeliverySummary {
  const arrivals = items.flatMap(({ id, piece }) => {
    const arrival = arrivalOf(piece, plan);
    return arrival === undefined ? [] : [{ id, arrival }];
  });
  const known = arrivals.flatMap(({ id, arrival }) => (arrival === "unknown" ? [] : [{ id, arrival }]));
  const passing = known.filter(({ arrival }) => arrival.verdict !== "blocked");
  return {
    count: arrivals.length,
    stuck: known.filter(({ arrival }) => arrival.verdict === "blocked"),
    tightest: passing.reduce<DeliverySummary["tightest"]>(
      (a, b) => (a && a.arrival.spare <= b.arrival.spare ? a : b),
      undefined,
    ),
  };
}
