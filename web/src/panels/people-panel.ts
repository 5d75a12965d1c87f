// The people panel: the peers in the room, and what they did.

import { html, nothing, type TemplateResult } from "lit-html";
import type { PeerView } from "../client/index.ts";
import { isolated } from "../i18n/isolated.ts";
import type { Activity } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { type IconButton, iconButton } from "../ui/icon-button.ts";
import type { Context } from "./context.ts";
import { initials, inOrder, mayInvite } from "./display-names.ts";

export function peoplePanel(context: Context): TemplateResult {
  const { scene, words, pageWords, openDialog } = context;
  return html`<ul class="rows">${inOrder(scene.peers, scene.lang).map((peer) => person(context, peer))}</ul>
    ${context.host.named ? nothing : html`<p class="hint">${pageWords.people.nameWhy}</p>`}
    ${scene.peers.length < 2 ? html`<p class="hint">${pageWords.people.alone}</p>` : nothing}
    ${button({ kind: "primary", icon: "invite", label: words.bar.invite, action: "invite", disabled: !mayInvite(scene.you), run: () => openDialog("invite") })}
    <section class="panel-block"><h3>${pageWords.people.news}</h3>
      ${scene.activity.length > 0 ? html`<ol class="people-news">${scene.activity.map((news) => told(context, news))}</ol>` : html`<p class="hint">${pageWords.people.noNews}</p>`}
    </section>`;
}

function person(context: Context, peer: PeerView): TemplateResult {
  const { scene, words, pageWords, actions, openDialog } = context;
  const followed = scene.followedPeer === peer.id;
  const rename: IconButton = {
    label: words.people.rename,
    icon: "edit",
    action: "rename",
    run: () => openDialog("rename"),
  };
  const follow: IconButton = {
    label: words.people.follow(isolated(peer.name)),
    icon: "eye",
    action: "follow",
    pressed: followed,
    run: () => {
      actions.follow(followed ? undefined : peer.id);
      if (!followed && context.narrow()) context.open(undefined);
    },
  };
  return html`<li class=${`people-person colour-${peer.colour}`}><span class="face" aria-hidden="true">${initials(peer.name)}</span>
    <span class="rows-text"><strong><bdi>${peer.name}</bdi>${peer.you ? html` <small>(${words.people.you})</small>` : nothing}</strong>
      <span class="muted">${pageWords.people.role[peer.role]}${scene.followers.includes(peer.id) ? ` · ${pageWords.people.followsYou}` : nothing}</span></span>
    ${iconButton(peer.you ? rename : follow)}</li>`;
}

function told({ scene }: Context, { at, colour, text }: Activity): TemplateResult {
  const time = new Date(at);
  const written = time.toLocaleTimeString(scene.lang, { hour: "numeric", minute: "2-digit" });
  return html`<li class=${`colour-${colour}`}><i></i><span>${text}</span><time datetime=${time.toISOString()}>${written}</time></li>`;
}
