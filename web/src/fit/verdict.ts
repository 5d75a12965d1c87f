// From findings to verdicts: the worst counts.

import type { Finding, Verdict } from "../model/index.ts";
import type { FitReport, ItemFit } from "./types.ts";

const order: readonly Verdict[] = ["fits", "tight", "blocked"];

export function itemFit(id: string, findings: readonly Finding[]): ItemFit {
  return { id, verdict: worst(findings), findings };
}

export function reportOf(fits: readonly ItemFit[]): FitReport {
  const counts = { fits: 0, tight: 0, blocked: 0 };
  for (const { verdict } of fits) counts[verdict]++;
  return { items: new Map(fits.map((fit) => [fit.id, fit])), verdict: worst(fits), counts };
}

function worst(of: readonly { verdict: Verdict }[]): Verdict {
  return order[Math.max(0, ...of.map(({ verdict }) => order.indexOf(verdict)))] ?? "fits";
}
