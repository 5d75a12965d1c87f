// Combines findings into verdicts: the worst counts.

import type { Finding, Verdict } from "../model/index.ts";
import type { FitReport, ItemFit } from "./types.ts";

/** All verdicts, from worst to best. */
export const verdicts: readonly Verdict[] = ["blocked", "tight", "fits"];

export function itemFit(id: string, findings: readonly Finding[]): ItemFit {
  return { id, verdict: worst(findings.map((f) => f.verdict)), findings };
}

export function reportOf(fits: readonly ItemFit[]): FitReport {
  const counts = { fits: 0, tight: 0, blocked: 0 };
  for (const { verdict } of fits) counts[verdict]++;
  return {
    items: new Map(fits.map((fit) => [fit.id, fit])),
    verdict: worst(fits.map((fit) => fit.verdict)),
    counts,
  };
}

/** Returns the worst verdict; `fits` for none. */
export function worst(some: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => some.includes(verdict)) ?? "fits";
}
