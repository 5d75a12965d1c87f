// The overlay of a room that was closed: the reason, what was not stored, and a button to continue.

import { html, type TemplateResult } from "lit-html";
import type { ClosedReason } from "../client/index.ts";
import type { Texts } from "../i18n/index.ts";
import { button } from "../ui/button.ts";

export function closedMessage(
  reason: Exclude<ClosedReason, "left">,
  { closed: words, reload }: Pick<Texts, "closed" | "reload">,
  unstored: number,
  reopen: () => void,
): TemplateResult {
  const text = {
    superseded: [words.superseded, words.supersededWhy, words.useHere],
    revoked: [words.revoked, words.revokedWhy, words.retry],
    outdated: [words.outdated, words.outdatedWhy, reload.button],
    refused: [words.refused, words.refusedWhy, words.retry],
    full: [words.full, words.fullWhy, words.retry],
  }[reason];
  // Reopening the room would run the same outdated code; only a reload of the page brings newer code.
  const act = reason === "outdated" ? () => location.reload() : reopen;
  return html`<div class="veil-text" role="alert"><h2>${text[0]}</h2><p>${unstored > 0 ? words.unstored(unstored) : text[1]}</p>
    ${button({ kind: "primary", label: text[2] ?? "", action: "reload", run: act })}</div>`;
}
