// Over everything, while there is no room to work in: what happened and what to do.

import { html, nothing, type TemplateResult } from "lit-html";
import type { ClosedReason, SocketState } from "../client/index.ts";
import type { FirstTexts } from "../i18n/index.ts";

type Words = FirstTexts["closed"];

export function veil(
  ready: boolean,
  status: SocketState,
  words: Words,
  reopen: () => void,
): TemplateResult | typeof nothing {
  if (status.name === "closed") return closed(status.reason, words, reopen);
  return ready ? nothing : opening(status.name === "offline" ? words.unreachable : words.opening);
}

function opening(text: string): TemplateResult {
  return html`<div class="veil-text" role="status"><svg class="sketch" viewBox="0 0 120 90" aria-hidden="true">
      <path d="M6 6h108v78H62M6 6v78h32M38 84a24 24 0 0 1 24-24v24"></path><path class="soft" d="M22 18h44v20H22zM84 50h18v22H84z"></path></svg>
    <p>${text}</p></div>`;
}

function closed(reason: ClosedReason, words: Words, reopen: () => void): TemplateResult {
  const text = {
    superseded: [words.superseded, words.supersededWhy, words.useHere],
    revoked: [words.revoked, words.revokedWhy, words.retry],
    outdated: [words.outdated, words.outdatedWhy, words.reload],
    refused: [words.refused, words.refusedWhy, words.retry],
    full: [words.full, words.fullWhy, words.retry],
    left: [words.left, words.leftWhy, words.reopen],
  }[reason];
  // The room would be opened by the same code: only the page can bring newer.
  const act = reason === "outdated" ? () => location.reload() : reopen;
  return html`<div class="veil-text" role="alert"><h2>${text[0]}</h2><p>${text[1]}</p>
    <button type="button" class="primary" data-action="reload" @click=${act}>${text[2]}</button></div>`;
}
