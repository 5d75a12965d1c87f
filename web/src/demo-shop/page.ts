// Templates of the product page, except the pictures, the room and the cart.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { inLanguage } from "../catalog/index.ts";
import type { Catalog, Piece, Product, Variant } from "../catalog/types.ts";
import { listedSide } from "../symbols/front-view.ts";
import { listed } from "../symbols/thumbnail.ts";
import { formatLength, formatPrice } from "../units/index.ts";
import type { Related } from "./related.ts";
import { about, type Words } from "./words/index.ts";

export interface PageState {
  catalog: Catalog;
  product: Product;
  piece: Piece;
  currency: string;
  lang: string;
  words: Words;
  inCart: number;
  /** What goes with the product; empty until it is known. */
  related: readonly Related[];
}

export interface PageActions {
  choose(variant: string): void;
  see(): void;
  add(): void;
  openCart(): void;
}

export function page(state: PageState, actions: PageActions): TemplateResult {
  const { words } = state;
  return html`
    <a class="skip" href="#product">${words.skip}</a>
    ${header(state, actions)}
    <main id="product">
      <section class="gallery" tabindex="0" aria-label=${state.product.name}></section>
      <section class="offer">${offer(state, actions)}</section>
    </main>
    ${also(state)}
    <footer><span>${state.catalog.shop}</span><span>${words.demo}</span></footer>
    <div class="buy">${buttons(state, actions)}</div>
  `;
}

function header(
  { catalog, product, inCart, lang, words }: PageState,
  { openCart }: PageActions,
): TemplateResult {
  const link = ({ id, name }: Catalog["categories"][number]) => {
    const first = catalog.products.find((p) => p.category === id);
    if (!first) return nothing;
    const here = product.category === id ? "page" : nothing;
    return html`<a href=${hrefOf(first.id)} aria-current=${here}>${inLanguage(name, lang)}</a>`;
  };
  return html`
    <header>
      <a class="brand" href="shop.html">${catalog.shop}</a>
      <nav aria-label=${words.shop}>${catalog.categories.map(link)}</nav>
      <button class="cart" type="button" @click=${openCart} aria-label=${words.cart(inCart)}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 8h12l1 12H5L6 8Zm3 0V6a3 3 0 0 1 6 0v2" /></svg>
        <span class="count" ?hidden=${inCart === 0}>${inCart}</span>
      </button>
    </header>
  `;
}

function offer(state: PageState, actions: PageActions): TemplateResult {
  const { catalog, product, piece, currency, lang, words } = state;
  const category = catalog.categories.find((c) => c.id === product.category);
  const price = piece.prices[currency];
  return html`
    <p class="trail">${category ? inLanguage(category.name, lang) : nothing}</p>
    <h1>${product.name}</h1>
    <p class="what">${inLanguage(product.what, lang)}, ${formatLength(piece.size.width, "cm", lang)}</p>
    <p class="price">${price === undefined ? words.unpriced : formatPrice(price, currency, lang)}</p>
    ${variants(state, actions)}
    <div class="buttons">${buttons(state, actions)}</div>
    <p class="note">${words.seeNote}</p>
    <p class="about">${about(words, product.category) ?? nothing}</p>
    <ul class="promises">
      <li>${words.delivery}</li>
      <li>${words.returns}</li>
      <li>${words.warranty}</li>
    </ul>
    ${facts(state)}
  `;
}

function buttons({ words }: PageState, { see, add }: PageActions): TemplateResult {
  return html`
    <button class="primary" type="button" data-action="see" @click=${see}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20V9l8-5 8 5v11H4Zm4 0v-6h8v6M8 16.5h8" /></svg>
      ${words.see}
    </button>
    <button class="quiet" type="button" data-action="add" @click=${add}>${words.add}</button>
  `;
}

function variants({ product, piece, lang, words }: PageState, { choose }: PageActions): TemplateResult {
  const chosen = product.variants.find((v) => v.id === piece.variant) ?? product.variants[0];
  const choice = (variant: Variant) => html`
    <label>
      <input
        type="radio"
        name="variant"
        .checked=${variant.id === chosen.id}
        value=${variant.id}
        @change=${() => choose(variant.id)}
      />
      ${swatch(variant)}
      <span class="spoken">${inLanguage(variant.name, lang)}</span>
    </label>
  `;
  return html`
    <fieldset class="variants">
      <legend>${words.colour} <b>${inLanguage(chosen.name, lang)}</b></legend>
      ${product.variants.map(choice)}
    </fieldset>
  `;
}

/** Draws a variant's swatch: wider if it has its own size, as the same colour may exist in two sizes. */
function swatch({ colour, size }: Variant): TemplateResult {
  return html`<svg class="swatch" viewBox=${size ? "0 0 40 24" : "0 0 24 24"} aria-hidden="true">
    ${svg`<rect x="1" y="1" width=${size ? 38 : 22} height="22" rx="11" fill=${colour} />`}
  </svg>`;
}

function facts({ piece: { size, packages, sku }, lang, words }: PageState): TemplateResult {
  const cm = (mm: number) => formatLength(mm, "cm", lang);
  const kg = (grams: number) =>
    words.weight((grams / 1000).toLocaleString(lang, { maximumFractionDigits: 1 }));
  const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`
    <details class="facts" open>
      <summary>${words.facts}</summary>
      <dl>
        ${row(words.width, cm(size.width))} ${row(words.depth, cm(size.depth))} ${row(words.height, cm(size.height))}
        ${packages.map(({ width, depth, height, weight }, i) =>
          row(words.package(i + 1), `${cm(width)} × ${cm(depth)} × ${cm(height)}, ${kg(weight)}`),
        )}
        ${row(words.sku, sku)}
      </dl>
    </details>
  `;
}

/** Draws the products that go with this one, all at one scale; nothing until they are known. */
function also({ related, currency, lang, words }: PageState): TemplateResult | typeof nothing {
  if (related.length === 0) return nothing;
  const span = Math.max(...related.map(({ piece }) => listedSide(piece)));
  const card = ({ piece, why }: Related) => html`
    <a class="card" href=${hrefOf(piece.product)}>
      ${listed(piece, span)}
      <b>${piece.name}</b>
      <span>${piece.what}</span>
      <span>${formatPrice(piece.prices[currency] ?? 0, currency, lang)}</span>
      <small>${why}</small>
    </a>
  `;
  return html`<section class="also"><h2>${words.also}</h2><div class="cards">${related.map(card)}</div></section>`;
}

function hrefOf(product: string): string {
  const url = new URL(location.href);
  url.hash = "";
  url.searchParams.delete("room");
  url.searchParams.set("product", product);
  return `${url.pathname}${url.search}`;
}
