// Input and result of the fit check.

import type { Piece } from "../catalog/types.ts";
import type { Finding, Place, Plan, Verdict } from "../model/index.ts";

/** The plan, and all items at the places where they are displayed. */
export interface FitInput {
  plan: Plan;
  items: readonly { id: string; place: Place; piece: Piece }[];
}

export interface ItemFit {
  id: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

export interface FitReport {
  /** All checked items by id. */
  items: ReadonlyMap<string, ItemFit>;
  /** The worst verdict of all items. */
  verdict: Verdict;
  counts: Readonly<Record<Verdict, number>>;
}
