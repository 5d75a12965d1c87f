// The panel that is open, and what is selected: as soon as they are loaded.

import { html } from "lit-html";
import { bones } from "./bones.ts";
import { iconButton } from "./buttons.ts";
import type { Context } from "./context.ts";
import type { Part } from "./region.ts";

export const side: Part = {
  facts: (context) => {
    const { tab, later } = context.local;
    if (!tab) return [];
    return [tab, later, context.scene.texts, ...(later?.panels[tab].facts(context) ?? [])];
  },
  template: (context) => {
    const { tab, later } = context.local;
    const { words } = context;
    if (!tab) return undefined;
    return html`<section class="panel" aria-label=${words.tabs[tab]} data-panel=${tab} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <header class="panel-head"><h2>${words.tabs[tab]}</h2>
        ${iconButton({ label: words.close, icon: "close", action: "close-panel", run: () => context.open(undefined) })}</header>
      <div class="panel-body">${later ? later.panels[tab].template(context) : bones()}</div></section>`;
  },
};

/** Escape puts a sheet away; beside the plan the panel stays. */
function onKey(event: KeyboardEvent, context: Context): void {
  if (event.key !== "Escape" || !context.narrow()) return;
  event.stopPropagation();
  context.open(undefined);
}

export const chosen: Part = {
  facts: (context) => context.local.later?.inspector.facts(context) ?? [],
  template: (context) => context.local.later?.inspector.template(context),
};
