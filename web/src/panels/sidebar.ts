// Draws the open panel.

import { html, nothing, type TemplateResult } from "lit-html";
import { iconButton } from "../ui/icon-button.ts";
import type { Context, Tab } from "./context.ts";
import { type FurnitureParts, furniture, isNarrowed } from "./furniture.ts";
import { pagesOf } from "./load-pages.ts";
import type { Template } from "./memo-view.ts";
import { skeleton } from "./skeleton.ts";

function panelOf(context: Context, tab: Tab): Template {
  if (tab === "furniture") return (context) => furniture(context, partsOf(context));
  return pagesOf(context)?.panels[tab] ?? skeleton;
}

function partsOf(context: Context): FurnitureParts {
  const { local } = context;
  return {
    form: local.filtersOpen ? pagesOf(context)?.filterForm : undefined,
    search: isNarrowed(local) ? pagesOf(context)?.searchOf(context) : undefined,
  };
}

export function sidebar(context: Context): TemplateResult | undefined {
  const { tab, tall } = context.local;
  const { words } = context;
  if (!tab) return undefined;
  return html`<section class="panel" tabindex="-1" aria-label=${words.tabs[tab]} data-panel=${tab} ?data-tall=${tall} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <header class="panel-head"><h2>${words.tabs[tab]}</h2>
        ${tab === "room" ? html`<span class="narrow-only">${iconButton({ label: words.more, icon: tall ? "collapse" : "expand", action: "enlarge", expanded: tall, run: () => context.set({ tall: !tall }) })}</span>` : nothing}
        ${iconButton({ label: words.close, icon: "close", action: "close-panel", run: () => context.open(undefined) })}</header>
      <div class="panel-body">${panelOf(context, tab)(context)}</div></section>`;
}

/** Closes the panel on Escape if it is a sheet; beside the plan it stays open. */
function onKey(event: KeyboardEvent, context: Context): void {
  if (event.key !== "Escape" || !context.narrow()) return;
  event.stopPropagation();
  context.open(undefined);
}
