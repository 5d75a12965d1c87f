// Does it fit: what the check is asked, and what it says of each item.

import type { Piece } from "../catalog/types.ts";
import type { Finding, Place, Plan, Verdict } from "../model/index.ts";

/** What is checked: the plan, and every item where it is shown. */
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
  /** Every item that stands in the room. */
  items: ReadonlyMap<string, ItemFit>;
  /** The worst of all. */
  verdict: Verdict;
  counts: Readonly<Record<Verdict, number>>;
}
