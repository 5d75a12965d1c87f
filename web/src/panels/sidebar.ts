// The panel that is open.

import { html, type TemplateResult } from "lit-html";
import { iconButton } from "./buttons.ts";
import type { Context, Tab } from "./context.ts";
import type { FilterForm } from "./filters.ts";
import { furniture } from "./furniture.ts";
import { currentPages, loadedPages } from "./load-pages.ts";
import type { Template } from "./memo-view.ts";
import { skeleton } from "./skeleton.ts";
import { derived } from "./tracked.ts";

function panelOf(context: Context, tab: Tab): Template {
  if (tab === "furniture") return (context) => furniture(context, filterForm(context));
  return pages(context)?.panels[tab] ?? skeleton;
}

function filterForm(context: Context): FilterForm {
  return context.local.filtersOpen ? pages(context)?.filterForm : undefined;
}

function pages(context: Context): ReturnType<typeof loadedPages> {
  // Whether what was drawn is stale is asked at each frame: that must load nothing.
  derived(currentPages);
  return loadedPages(context.host, () => context.set({}));
}

export function sidebar(context: Context): TemplateResult | undefined {
  const { tab } = context.local;
  const { words } = context;
  if (!tab) return undefined;
  return html`<section class="panel" aria-label=${words.tabs[tab]} data-panel=${tab} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <header class="panel-head"><h2>${words.tabs[tab]}</h2>
        ${iconButton({ label: words.close, icon: "close", action: "close-panel", run: () => context.open(undefined) })}</header>
      <div class="panel-body">${panelOf(context, tab)(context)}</div></section>`;
}

/** Escape puts a sheet away; beside the plan the panel stays. */
function onKey(event: KeyboardEvent, context: Context): void {
  if (event.key !== "Escape" || !context.narrow()) return;
  event.stopPropagation();
  context.open(undefined);
}
