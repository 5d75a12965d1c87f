// Puts the findings of the fit check of an item into sentences.

import type { ItemFit } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Finding, Verdict } from "../model/index.ts";
import type { Context } from "./context.ts";

export function nameOf({ scene }: Context, id: string): string {
  const item = scene.items.get(id);
  return item ? scene.pieceOf(item).name : "";
}

/** Findings that are said with the same words, and the worst of their verdicts. */
export interface Reason {
  text: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

/** Returns the findings of an item as sentences, each once. */
export function reasons(context: Context, item: ItemFit | undefined): Reason[] {
  const { texts, units, lang } = context.scene;
  const said = new Map<string, Finding[]>();
  for (const finding of item?.findings ?? []) {
    const text = texts.fit.say(finding, { units, lang }, (id) => nameOf(context, id));
    said.set(text, [...(said.get(text) ?? []), finding]);
  }
  return [...said].map(([text, findings]) => {
    return { text, verdict: worst(findings.map(({ verdict }) => verdict)), findings };
  });
}
