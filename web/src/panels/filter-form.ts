// The form to filter by width, price and colour; loaded when it is opened.

import { html, nothing, type TemplateResult } from "lit-html";
import { type ColourFamily, colourFamily, colourNames } from "../catalog/colours.ts";
import { inLanguage } from "../catalog/piece.ts";
import type { Catalog } from "../catalog/types.ts";
import { field } from "../ui/field.ts";
import { lengthField } from "../ui/length-field.ts";
import { swatch } from "../ui/swatch.ts";
import type { Context } from "./context.ts";
import { type Narrowing, without } from "./filters.ts";
import { priceOf } from "./format.ts";
import { readPrice } from "./parse-price.ts";

const known = new WeakMap<Catalog, ReadonlyMap<ColourFamily, string>>();

/** Returns the colour families of a catalogue, each with its first colour; computed once per catalogue. */
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

export function filterForm(context: Context): TemplateResult {
  const { local, scene, pageWords } = context;
  const { lang, currency, catalog } = scene;
  const set = (change: Narrowing) => context.set({ filters: without({ ...local.filters, ...change }) });
  const width = {
    label: pageWords.filters.maxWidth,
    value: local.filters.maxWidth,
    least: 1,
    most: 20_000,
    optional: true,
    name: "max-width",
  };
  const money = new Intl.NumberFormat(lang, { style: "currency", currency }).resolvedOptions();
  const perMajor = 10 ** (money.maximumFractionDigits ?? 2);
  return html`<div class="fields">
    ${lengthField(scene, { ...width, commit: (maxWidth) => set({ maxWidth }) })}
    ${field({
      label: pageWords.filters.maxPrice,
      value: local.filters.maxPrice,
      name: "max-price",
      write: (minor) => priceOf(context, minor),
      read: (text) => readPrice(text, perMajor, pageWords.typed),
      commit: (maxPrice) => set({ maxPrice }),
    })}</div>
    <div class="swatches" role="group" aria-label=${pageWords.filters.colour}>
      ${[...coloursOf(catalog)].map(([family, colour]) => {
        const chosen = local.filters.colour === family;
        const name = inLanguage(colourNames[family], lang);
        return swatch(colour, name, chosen, () => set({ colour: chosen ? undefined : family }));
      })}</div>
    ${
      Object.keys(local.filters).length > 0
        ? html`<button type="button" class="link-button" data-action="clear-filters" @click=${() => context.set({ filters: {} })}>${pageWords.filters.clear}</button>`
        : nothing
    }`;
}
