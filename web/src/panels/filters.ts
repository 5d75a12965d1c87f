// Search and filters of the catalogue: by words, category, width, price and colour.

import { html, type TemplateResult } from "lit-html";
import { inLanguage } from "../catalog/piece.ts";
import type { Filters } from "../catalog/search.ts";
import { icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";

/** Template of the filter form; undefined while it is closed, or has not loaded. */
export type FilterForm = ((context: Context) => TemplateResult) | undefined;

export function catalogFilters(context: Context, form: FilterForm): TemplateResult {
  const { local, words } = context;
  const { category, ...narrowing } = local.filters;
  const active = Object.keys(narrowing).length;
  const type = (event: Event) => context.set({ search: (event.target as HTMLInputElement).value });
  const toggle = (event: Event) => context.set({ filtersOpen: (event.target as HTMLDetailsElement).open });
  return html`<div class="finding">
    <label class="finding-search">${icon("search")}<input type="search" placeholder=${words.furniture.search}
      aria-label=${words.furniture.search} .value=${local.search} @input=${type} @keydown=${(e: Event) => e.stopPropagation()} /></label>
    ${categories(context, category)}
    <details class="filters" @toggle=${toggle}><summary>${icon("filter")}${active > 0 ? words.furniture.active(active) : words.furniture.filters}${icon("collapse")}</summary>
      ${form?.(context)}</details></div>`;
}

function categories(context: Context, chosen: string | undefined): TemplateResult {
  const { scene, words, local } = context;
  const chip = (
    id: string | undefined,
    name: string,
  ) => html`<button type="button" class="chip" aria-pressed=${id === chosen}
    data-category=${id ?? "all"} @click=${() => context.set({ filters: without({ ...local.filters, category: id }) })}>${name}</button>`;
  const all = scene.catalog.categories.map((c) => chip(c.id, inLanguage(c.name, scene.lang)));
  return html`<div class="chips" role="group">${chip(undefined, words.furniture.all)}${all}</div>`;
}

export type Narrowing = { [K in keyof Filters]: Filters[K] | undefined };

/** Returns the filters without those that are undefined. */
export function without(filters: Narrowing): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
