// The bar at the top: names of shop and room, connection status, undo, view, peers and menus.

import { html, nothing, type TemplateResult } from "lit-html";
import type { PeerView } from "../client/index.ts";
import { languages, type Texts } from "../i18n/index.ts";
import { isolated } from "../i18n/isolated.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Scene } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { iconButton } from "../ui/icon-button.ts";
import { icon } from "../ui/icons.ts";
import { onInputKey } from "../ui/input-keys.ts";
import { liveValue } from "../ui/live-value.ts";
import type { Context } from "./context.ts";
import { initials, inOrder, mayInvite } from "./display-names.ts";
import type { FileKind } from "./host.ts";
import { type MenuItem, menu } from "./menu.ts";
import { ariaShortcuts } from "./shortcuts.ts";

/** Most peers displayed as faces; the number of the others follows. */
const mostFaces = 5;

export function bar(context: Context): TemplateResult {
  return html`
    <span class="bar-brand" part="brand">${context.scene.catalog.shop || "HÖMSTYLE"}</span>
    ${roomName(context)} ${status(context)} ${undoing(context)} ${views(context)}
    <span class="bar-space"></span>
    ${faces(context)} ${history(context)} ${inviteButton(context)} ${menus(context)}`;
}

/** Reports whether the room was closed: then the bar's buttons are disabled, as they would have no effect. */
function isShut({ status }: Scene): boolean {
  return status.name === "closed";
}

function roomName(context: Context): TemplateResult {
  const { scene, words } = context;
  const save = (event: Event) => {
    const name = (event.currentTarget as HTMLInputElement).value.trim();
    if (name !== context.scene.plan.name) context.actions.setPlan({ ...context.scene.plan, name });
  };
  return html`<input class="bar-name" aria-label=${words.bar.name} placeholder=${words.bar.unnamed} maxlength="60"
    autocomplete="off" @change=${save} @keydown=${onInputKey} ${liveValue(scene.plan.name, !scene.editable)} />`;
}

type Standing = Pick<Scene, "ready" | "pendingChanges"> & {
  status: Pick<Scene["status"], "name">;
  you: Pick<PeerView, "role"> | undefined;
};

/** Returns the connection status in a word or two. For a viewer, who saves nothing, it never says "saved". */
export function statusText(
  { ready, pendingChanges, status, you }: Standing,
  words: Texts["panels"]["status"],
): string {
  const { name } = status;
  if (name === "offline" && pendingChanges > 0) return words.queued(pendingChanges);
  if (name !== "online") return words[name];
  if (!ready) return words.connecting;
  if (you?.role === "viewer") return words.viewing;
  return pendingChanges > 0 ? words.saving : words.online;
}

function status({ scene, words, actions }: Context): TemplateResult {
  const name = scene.status.name === "online" && !scene.ready ? "connecting" : scene.status.name;
  const text = statusText(scene, words.status);
  if (name === "sleeping")
    return html`<button type="button" class="bar-status" data-state=${name} data-action="wake" title=${words.status.wake}
      @click=${() => actions.touch()}>${icon("moon")}<span>${text}</span></button>`;
  return html`<span class="bar-status" data-state=${name}>${name === "offline" ? icon("offline") : html`<i></i>`}<span>${text}</span></span>`;
}

function undoing({ scene, words, actions }: Context): TemplateResult {
  const { waits } = scene.undo;
  const { undo, redo } = isShut(scene) ? { undo: undefined, redo: undefined } : scene.undo;
  const label = waits && undo ? words.bar.callOff(undo) : words.bar.undo(undo);
  return html`<div class="button-group bar-undoing" role="group">
    ${iconButton({ label, icon: "undo", action: "undo", keys: ariaShortcuts("undo"), disabled: !undo, run: () => actions.undo() })}
    ${iconButton({ label: words.bar.redo(redo), icon: "redo", action: "redo", keys: ariaShortcuts("redo"), disabled: !redo, run: () => actions.redo() })}
  </div>`;
}

function views({ scene, words, actions }: Context): TemplateResult {
  const choice = (
    view: "2d" | "3d",
    label: string,
  ) => html`<button type="button" data-action=${`view-${view}`}
    aria-pressed=${scene.view === view} aria-label=${label} title=${label} ?disabled=${isShut(scene)}
    @click=${() => actions.setView(view)}
    >${view.toUpperCase()}</button>`;
  return html`<div class="bar-switch" role="group" aria-label=${words.bar.view}>
    ${choice("2d", words.bar.plan)}${choice("3d", words.bar.solid)}</div>`;
}

function faces(context: Context): TemplateResult {
  const { scene, words } = context;
  const shown = inOrder(scene.peers, scene.lang).slice(0, mostFaces);
  const left = scene.peers.length - shown.length;
  return html`<ul class="bar-faces wide-only" aria-label=${words.people.here}>
    ${shown.map((peer) => html`<li data-peer=${peer.id} data-name=${peer.name} data-you=${peer.you || nothing} class=${`colour-${peer.colour}`}>${face(context, peer)}</li>`)}
    ${left > 0 ? html`<li class="bar-others" title=${words.people.others(left)}>+${left}</li>` : nothing}</ul>`;
}

/** Draws a peer's button: the user's own opens the dialog for the name, another's follows that peer. */
function face(context: Context, peer: PeerView): TemplateResult {
  const { scene, words, actions } = context;
  const followed = scene.followedPeer === peer.id;
  const label = peer.you
    ? `${isolated(peer.name)} (${words.people.you}): ${words.people.rename}`
    : words.people[followed ? "following" : "follow"](isolated(peer.name));
  const run = () =>
    peer.you ? context.openDialog("rename") : actions.follow(followed ? undefined : peer.id);
  return html`<button type="button" class="face" aria-label=${label} title=${label} data-you=${peer.you || nothing}
    data-action=${peer.you ? "rename" : "follow"} aria-pressed=${peer.you ? nothing : followed} @click=${run}
    >${initials(peer.name)}</button>`;
}

function inviteButton({ scene, words, openDialog }: Context): TemplateResult {
  return button({
    kind: "primary",
    icon: "invite",
    label: words.bar.invite,
    action: "invite",
    place: "wide-only",
    disabled: isShut(scene) || !mayInvite(scene.you),
    run: () => openDialog("invite"),
  });
}

function history({ scene, local, host }: Context): TemplateResult | typeof nothing {
  const { history: run } = host;
  if (!run) return nothing;
  const { title: label } = scene.texts.timeline;
  const pressed = local.historyOpen;
  const disabled = isShut(scene);
  return html`<span class="wide-only">${iconButton({ label, icon: "clock", action: "history", pressed, disabled, run })}</span>`;
}

function menus(context: Context): TemplateResult {
  const { words, openDialog } = context;
  const disabled = isShut(context.scene);
  const exports = exportItems(context);
  const invite: MenuItem = {
    kind: "action",
    label: words.bar.invite,
    action: "invite",
    icon: "invite",
    run: () => openDialog("invite"),
  };
  const { history: run } = context.host;
  const { title } = context.scene.texts.timeline;
  const back: MenuItem[] = run
    ? [{ kind: "action", label: title, action: "history", icon: "clock", run }]
    : [];
  const others = mayInvite(context.scene.you) ? [invite] : [];
  const narrow: MenuItem[] = [...others, ...back, { kind: "heading", label: words.bar.export }, ...exports];
  const more = [...(context.narrow() && !disabled ? narrow : []), ...settings(context)];
  return html`<div class="wide-only">${menu(context, { name: "export", label: words.bar.export, icon: "export", wide: true, disabled, items: exports })}</div>
    ${menu(context, { name: "more", label: words.bar.settings, icon: "more", items: more })}`;
}

function exportItems(context: Context): MenuItem[] {
  const { bar: words } = context.words;
  const solid = context.scene.view === "3d" ? (["4k"] as const) : [];
  const kinds = ["png", ...solid, "pdf", "list", "glb", "usdz", "print"] as const;
  return kinds.map((kind) => ({
    kind: "action",
    label: words[kind],
    action: `export-${kind}`,
    run: () => void makeFile(context, kind),
  }));
}

/** Saves the room as a file, or prints it. */
async function makeFile(context: Context, kind: FileKind | "print"): Promise<void> {
  try {
    const { print, saveAs } = await loadModule("save", () => import("./files.ts"));
    await (kind === "print" ? print(context) : saveAs(context, kind));
  } catch {
    context.tell(context.words.bar.exportFailed, true);
  }
}

function settings({ scene, words, actions, host, openDialog }: Context): MenuItem[] {
  const units = (["cm", "m", "ft", "in"] as const).map(
    (unit): MenuItem => ({
      kind: "choice",
      label: words.bar.unit[unit],
      action: `units-${unit}`,
      chosen: scene.units === unit,
      run: () => actions.setUnits(unit),
    }),
  );
  const spoken = languages.map(
    (lang): MenuItem => ({
      kind: "choice",
      label: languageName(lang),
      action: `language-${lang}`,
      chosen: scene.lang.startsWith(lang),
      run: () => host.language(lang),
    }),
  );
  const help: MenuItem = {
    kind: "action",
    label: words.bar.help,
    action: "help",
    run: () => openDialog("help"),
  };
  return [
    ...[{ kind: "heading", label: words.bar.units } as const, ...units],
    ...[{ kind: "heading", label: words.bar.language } as const, ...spoken],
    help,
  ];
}

/** Returns the name of a language in that language. */
function languageName(lang: string): string {
  return new Intl.DisplayNames(lang, { type: "language" }).of(lang) ?? lang;
}
