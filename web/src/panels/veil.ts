// Over everything, while there is no room to work in: what happened and what to do.

import { html, type TemplateResult } from "lit-html";
import type { ClosedReason } from "../client/index.ts";
import type { Context } from "./context.ts";
import type { Part } from "./region.ts";

export const veil: Part = {
  facts: ({ scene }) => [scene.ready, scene.status, scene.texts],
  template: (context) => {
    const { ready, status } = context.scene;
    if (status.name === "closed") return closed(context, status.reason);
    return ready ? undefined : opening(context);
  },
};

function opening({ scene, words }: Context): TemplateResult {
  const lost = scene.status.name === "offline";
  return html`<div class="veil-text" role="status"><svg class="sketch" viewBox="0 0 120 90" aria-hidden="true">
      <path d="M6 6h108v78H62M6 6v78h32M38 84a24 24 0 0 1 24-24v24"></path><path class="soft" d="M22 18h44v20H22zM84 50h18v22H84z"></path></svg>
    <p>${lost ? words.closed.unreachable : words.closed.opening}</p></div>`;
}

function closed({ words, host }: Context, reason: ClosedReason): TemplateResult {
  const say = words.closed;
  const text = {
    superseded: [say.superseded, say.supersededWhy, say.useHere],
    refused: [say.refused, say.refusedWhy, words.retry],
    full: [say.full, say.fullWhy, words.retry],
    left: [say.left, say.leftWhy, say.reopen],
  }[reason];
  return html`<div class="veil-text" role="alert"><h2>${text[0]}</h2><p>${text[1]}</p>
    <button type="button" class="primary" data-action="reload" @click=${() => host.reload()}>${text[2]}</button></div>`;
}
