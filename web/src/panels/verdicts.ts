// Sorts a fit report's items for display.

import type { FitReport, ItemFit } from "../fit/types.ts";
import { verdicts } from "../fit/verdict.ts";

/** Returns all items, the worst verdict first, those with the same verdict by name. */
export function worstFirst(report: FitReport, nameOf: (id: string) => string, lang: string): ItemFit[] {
  const { compare } = new Intl.Collator(lang);
  const rank = ({ verdict }: ItemFit) => verdicts.indexOf(verdict);
  return [...report.items.values()].sort(
    (a, b) => rank(a) - rank(b) || compare(nameOf(a.id), nameOf(b.id)) || (a.id < b.id ? -1 : 1),
  );
}
