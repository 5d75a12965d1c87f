// Tells whom the view follows, and ends that.

import { html, nothing, type TemplateResult } from "lit-html";
import { isolated } from "../i18n/isolated.ts";
import type { Context } from "./context.ts";

export function followSign(context: Context): TemplateResult | typeof nothing {
  const { scene, words, pageWords, actions } = context;
  const peer = scene.peers.find(({ id }) => id === scene.followedPeer);
  if (!peer) return nothing;
  return html`<div class=${`follow-frame colour-${peer.colour}`}><p class="follow-sign">
    <span role="status">${words.people.following(isolated(peer.name))}</span>
    <button type="button" data-action="stop-following" @click=${() => actions.follow(undefined)}>${pageWords.people.stop}</button></p></div>`;
}
