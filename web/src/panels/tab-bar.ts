// The tabs that open panels: a rail beside the plan, or a bar under it in a narrow planner.

import { html, nothing, type TemplateResult } from "lit-html";
import { type IconName, icon } from "../ui/icons.ts";
import { formatPrice } from "../units/prices.ts";
import { totalIn } from "./cart-total.ts";
import { type Context, type Tab, tabs } from "./context.ts";
import { derived } from "./tracked.ts";

const icons: Record<Tab, IconName> = {
  furniture: "furniture",
  room: "room",
  fit: "ruler",
  cart: "cart",
  people: "people",
};

export function tabBar(context: Context): TemplateResult {
  return html`${tabs.map((tab) => button(context, tab))}`;
}

/** Draws a tab. Its accessible name contains its visible label (WCAG 2.5.3), for voice control. */
function button(context: Context, tab: Tab): TemplateResult {
  const { words, local } = context;
  const open = local.tab === tab;
  const full = words.tabs[tab];
  const seen = label(context, tab);
  return html`<button type="button" class="tab" data-tab=${tab} aria-expanded=${open}
    @click=${() => context.open(open ? undefined : tab)}>${icon(icons[tab])}${full === seen ? nothing : html`<span class="spoken">${full}: </span>`}<span>${seen}</span>${badge(context, tab)}</button>`;
}

/** Returns a tab's label: its name, or for a cart that isn't empty, the total, short as a tab is narrow. */
function label(context: Context, tab: Tab): string {
  const { scene, words } = context;
  const name = words.tabsShort[tab];
  if (tab !== "cart") return name;
  const { count, total } = totalIn(context);
  return count > 0 ? formatPrice(total, scene.currency, scene.lang, true) : name;
}

/** Draws a tab's badge: the number of items that don't fit, or of peers if there are others. */
function badge({ scene }: Context, tab: Tab): TemplateResult | typeof nothing {
  const { peers } = scene;
  const count =
    tab === "fit"
      ? derived(() => scene.fit.counts.blocked)
      : tab === "people" && peers.length > 1
        ? peers.length
        : 0;
  return count > 0 ? html`<b class="tab-badge" data-badge=${tab}>${count}</b>` : nothing;
}
