// Finds furniture in the catalogue: by words, category, size, price and colour.

import { html, nothing, type TemplateResult } from "lit-html";
import { type ColourFamily, colourFamily, colourNames, type Filters, inLanguage } from "../catalog/index.ts";
import type { Catalog } from "../catalog/types.ts";
import { priceOf } from "./buttons.ts";
import type { Context } from "./context.ts";
import { field, lengthField, swatch } from "./controls.ts";
import { icon } from "./icons.ts";
import { readPrice } from "./parse-fields.ts";

export function catalogFilters(context: Context): TemplateResult {
  const { local, words } = context;
  const { category, ...narrowing } = local.filters;
  const active = Object.keys(narrowing).length;
  const type = (event: Event) => context.set({ search: (event.target as HTMLInputElement).value });
  return html`<div class="finding">
    <label class="finding-search">${icon("search")}<input type="search" placeholder=${words.furniture.search}
      aria-label=${words.furniture.search} .value=${local.search} @input=${type} @keydown=${(e: Event) => e.stopPropagation()} /></label>
    ${categories(context, category)}
    <details class="filters"><summary>${icon("filter")}${active > 0 ? words.furniture.active(active) : words.furniture.filters}</summary>
      ${filters(context)}</details></div>`;
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

type Narrowing = { [K in keyof Filters]: Filters[K] | undefined };

/** A filter that says nothing is none. */
function without(filters: Narrowing): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

const known = new WeakMap<Catalog, ReadonlyMap<ColourFamily, string>>();

/** Each family of colours that there is, shown by the first of its kind; looked for once in a catalogue. */
export function coloursOf(catalog: Catalog): ReadonlyMap<ColourFamily, string> {
  const before = known.get(catalog);
  if (before) return before;
  const colours = new Map<ColourFamily, string>();
  for (const { colour } of catalog.products.flatMap((p) => p.variants)) {
    const family = colourFamily(colour);
    if (!colours.has(family)) colours.set(family, colour);
  }
  known.set(catalog, colours);
  return colours;
}

function filters(context: Context): TemplateResult {
  const { local, scene, words } = context;
  const { units, lang, currency, catalog } = scene;
  const set = (change: Narrowing) => context.set({ filters: without({ ...local.filters, ...change }) });
  const width = {
    label: words.furniture.maxWidth,
    value: local.filters.maxWidth,
    least: 1,
    most: 20_000,
    optional: true,
    name: "max-width",
  };
  const money = new Intl.NumberFormat(lang, { style: "currency", currency }).resolvedOptions();
  const perMajor = 10 ** (money.maximumFractionDigits ?? 2);
  return html`<div class="fields">
    ${lengthField(context, { ...width, commit: (maxWidth) => set({ maxWidth }) })}
    ${field({
      label: words.furniture.maxPrice,
      value: local.filters.maxPrice,
      name: "max-price",
      write: (minor) => priceOf(context, minor),
      read: (text) => readPrice(text, perMajor, { units, lang, words: words.typed }),
      commit: (maxPrice) => set({ maxPrice }),
    })}</div>
    <div class="swatches" role="group" aria-label=${words.furniture.colour}>
      ${[...coloursOf(catalog)].map(([family, colour]) => {
        const chosen = local.filters.colour === family;
        const name = inLanguage(colourNames[family], lang);
        return swatch(colour, name, chosen, () => set({ colour: chosen ? undefined : family }));
      })}</div>
    ${
      Object.keys(local.filters).length > 0
        ? html`<button type="button" class="link-button" data-action="clear-filters" @click=${() => context.set({ filters: {} })}>${words.furniture.clear}</button>`
        : nothing
    }`;
}
