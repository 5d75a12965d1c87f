// What does not fit comes first.

import type { FitReport, ItemFit } from "../fit/types.ts";
import { verdicts } from "../fit/verdict.ts";

/** All items: the worst first, those alike by name. */
export function worstFirst(report: FitReport, nameOf: (id: string) => string, lang: string): ItemFit[] {
  const { compare } = new Intl.Collator(lang);
  const rank = ({ verdict }: ItemFit) => verdicts.indexOf(verdict);
  return [...report.items.values()].sort(
    (a, b) => rank(a) - rank(b) || compare(nameOf(a.id), nameOf(b.id)) || (a.id < b.id ? -1 : 1),
  );
}
