// The panel that is open.

import { html } from "lit-html";
import { iconButton } from "./buttons.ts";
import { cart, cartFacts } from "./cart.ts";
import { company, companyFacts } from "./company.ts";
import type { Context, Tab } from "./context.ts";
import { fit, fitFacts } from "./fit.ts";
import { furniture, furnitureFacts } from "./furniture.ts";
import type { Part } from "./region.ts";
import { room, roomFacts } from "./room.ts";

const panels: Record<Tab, Part> = {
  furniture: { facts: furnitureFacts, template: furniture },
  room: { facts: roomFacts, template: room },
  fit: { facts: fitFacts, template: fit },
  cart: { facts: cartFacts, template: cart },
  people: { facts: companyFacts, template: company },
};

export const side: Part = {
  facts: (context) => {
    const { tab } = context.local;
    return tab ? [tab, context.scene.texts, ...panels[tab].facts(context)] : [];
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
