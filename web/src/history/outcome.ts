// Displays the operation in progress, or the last outcome: a restore, with a button to undo it, or a failure.

import { html, nothing, type TemplateResult } from "lit-html";
import { isolated } from "../i18n/isolated.ts";
import { button } from "../ui/button.ts";
import type { HistoryContext } from "./context.ts";
import { writeMoment } from "./format.ts";
import type { Outcome, Timeline } from "./timeline.ts";

export function outcome(context: HistoryContext): TemplateResult {
  const { timeline, words } = context;
  const { outcome: came, doing } = timeline;
  const busy = busyText(doing, words);
  if (busy) return html`<p class="timeline-outcome" role="status"><i class="spinner"></i>${busy}</p>`;
  return html`<p class="timeline-outcome" role="status" data-outcome=${came?.kind ?? nothing}><span>${came ? tell(came, context) : nothing}</span>
    ${
      came?.kind === "restored" && !came.back
        ? button({ label: words.undoRestore, action: "undo-restore", run: () => void timeline.unrestore() })
        : nothing
    }${
      came?.kind === "copied" && came.link
        ? html`<a class="link-button" data-action="open-copy" href=${came.link} target="_blank" rel="noopener">${words.openCopy}</a>`
        : nothing
    }</p>`;
}

function busyText(doing: Timeline["doing"], words: HistoryContext["words"]): string | undefined {
  if (doing === "restoring") return words.restoring;
  if (doing === "copying") return words.copying;
  return doing === "earlier" ? words.loading : undefined;
}

/** Returns an outcome as text. */
export function tell(
  came: Outcome,
  { words, scene, now }: Pick<HistoryContext, "words" | "scene" | "now">,
): string {
  if (came.kind === "failed") return words.errors[came.code];
  if (came.kind === "copied") return words.copied(writeMoment(came.at, scene.lang, now));
  const { at, result, back } = came;
  const done = back ? words.tookBack : words.restored(writeMoment(at, scene.lang, now), result.changed);
  return [done, ...result.kept.map(({ item }) => kept(item, words, scene))].join(" ");
}

function kept(
  id: string | undefined,
  words: HistoryContext["words"],
  { items, pieceOf }: HistoryContext["scene"],
): string {
  const item = id === undefined ? undefined : items.get(id);
  if (!item) return words.keptPlan;
  const { name } = pieceOf(item);
  return item.lock.state === "held" ? words.keptHeld(name, isolated(item.lock.name)) : words.kept(name);
}
