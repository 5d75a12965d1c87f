// Puts the findings of the fit check of an item into sentences.

import type { ItemFit } from "../fit/types.ts";
import type { Verdict } from "../model/index.ts";
import type { Context } from "./context.ts";

export function nameOf({ scene }: Context, id: string): string {
  const item = scene.items.get(id);
  return item ? scene.pieceOf(item).name : "";
}

/** Returns the findings of an item as sentences, each once. */
export function reasons(context: Context, item: ItemFit | undefined): { text: string; verdict: Verdict }[] {
  const { texts, units, lang } = context.scene;
  const said = new Map<string, Verdict>();
  for (const finding of item?.findings ?? []) {
    said.set(
      texts.fit.say(finding, { units, lang }, (id) => nameOf(context, id)),
      finding.verdict,
    );
  }
  return [...said].map(([text, verdict]) => ({ text, verdict }));
}
