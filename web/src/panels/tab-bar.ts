// Which panel is open: a rail beside the plan, or a bar under it where there is no room.

import { html, nothing, type TemplateResult } from "lit-html";
import { cart, cartFacts, cartIn, goodsKey } from "./cart.ts";
import { company, companyFacts } from "./company.ts";
import { type Context, type Tab, tabs } from "./context.ts";
import { iconButton, priceOf } from "./controls.ts";
import { fit, fitFacts } from "./fit.ts";
import { furniture, furnitureFacts } from "./furniture.ts";
import { type IconName, icon } from "./icons.ts";
import type { Part } from "./region.ts";
import { room, roomFacts } from "./room.ts";

const icons: Record<Tab, IconName> = {
  furniture: "furniture",
  room: "room",
  fit: "ruler",
  cart: "cart",
  people: "people",
};

const panels: Record<
  Tab,
  { facts: (context: Context) => readonly unknown[]; template: (context: Context) => TemplateResult }
> = {
  furniture: { facts: furnitureFacts, template: furniture },
  room: { facts: roomFacts, template: room },
  fit: { facts: fitFacts, template: fit },
  cart: { facts: cartFacts, template: cart },
  people: { facts: companyFacts, template: company },
};

export const tabBar: Part = {
  facts: ({ scene, local }) => [
    ...[local.tab, scene.texts, scene.currency, scene.lang, scene.pieceOf],
    ...[scene.fit.counts.blocked, scene.peers.length, goodsKey(scene.items.values())],
  ],
  template: (context) => html`${tabs.map((tab) => button(context, tab))}`,
};

function button(context: Context, tab: Tab): TemplateResult {
  const { words, local } = context;
  const open = local.tab === tab;
  return html`<button type="button" class="tab" data-tab=${tab} aria-expanded=${open} aria-label=${words.tabs[tab]}
    @click=${() => context.open(open ? undefined : tab)}>${icon(icons[tab])}<span>${label(context, tab)}</span>${badge(context, tab)}</button>`;
}

/** The cart says what it comes to as soon as there is something in it. */
function label(context: Context, tab: Tab): string {
  const name = context.words.tabsShort[tab];
  if (tab !== "cart") return name;
  const { count, total } = cartIn(context);
  return count > 0 ? priceOf(context, total) : name;
}

/** What is worth a look. */
function badge({ scene }: Context, tab: Tab): TemplateResult | typeof nothing {
  const { fit, peers } = scene;
  const count = tab === "fit" ? fit.counts.blocked : tab === "people" && peers.length > 1 ? peers.length : 0;
  return count > 0 ? html`<b class="badge" data-badge=${tab}>${count}</b>` : nothing;
}

export const side: Part = {
  facts: (context) => {
    const { tab } = context.local;
    return tab ? [tab, ...panels[tab].facts(context)] : [];
  },
  template: (context) => {
    const { tab } = context.local;
    const { words } = context;
    if (!tab) return undefined;
    return html`<section class="panel" aria-label=${words.tabs[tab]} data-panel=${tab} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <header class="panel-head"><h2>${words.tabs[tab]}</h2>
        ${iconButton({ label: words.close, icon: "close", action: "close-panel", run: () => context.open(undefined) })}</header>
      <div class="panel-body">${panels[tab].template(context)}</div></section>`;
  },
};

/** Escape puts a sheet away; beside the plan the panel stays. */
function onKey(event: KeyboardEvent, context: Context): void {
  if (event.key !== "Escape" || !context.narrow()) return;
  event.stopPropagation();
  context.open(undefined);
}
