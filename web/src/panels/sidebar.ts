// The panel that is open.

import { html } from "lit-html";
import { iconButton } from "./buttons.ts";
import type { Context, Tab } from "./context.ts";
import type { FilterForm } from "./filters.ts";
import { furniture, furnitureFacts } from "./furniture.ts";
import { loadedPages } from "./load-pages.ts";
import type { View } from "./memo-view.ts";
import { skeleton } from "./skeleton.ts";

const furniturePanel: View = {
  facts: (context) => [filterForm(context), ...furnitureFacts(context)],
  template: (context) => furniture(context, filterForm(context)),
};
const unloaded: View = { facts: () => [], template: skeleton };

function panelOf(context: Context, tab: Tab): View {
  if (tab === "furniture") return furniturePanel;
  return pages(context)?.panels[tab] ?? unloaded;
}

function filterForm(context: Context): FilterForm {
  return context.local.filtersOpen ? pages(context)?.filterForm : undefined;
}

function pages(context: Context): ReturnType<typeof loadedPages> {
  return loadedPages(context.host, () => context.set({}));
}

export const sidebar: View = {
  facts: (context) => {
    const { tab } = context.local;
    if (!tab) return [];
    const panel = panelOf(context, tab);
    return [tab, panel, context.scene.texts, ...panel.facts(context)];
  },
  template: (context) => {
    const { tab } = context.local;
    const { words } = context;
    if (!tab) return undefined;
    return html`<section class="panel" aria-label=${words.tabs[tab]} data-panel=${tab} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <header class="panel-head"><h2>${words.tabs[tab]}</h2>
        ${iconButton({ label: words.close, icon: "close", action: "close-panel", run: () => context.open(undefined) })}</header>
      <div class="panel-body">${panelOf(context, tab).template(context)}</div></section>`;
  },
};

/** Escape puts a sheet away; beside the plan the panel stays. */
function onKey(event: KeyboardEvent, context: Context): void {
  if (event.key !== "Escape" || !context.narrow()) return;
  event.stopPropagation();
  context.open(undefined);
}
