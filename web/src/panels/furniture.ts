// The furniture panel: products that are searched, filtered, and added by a click, a key or a drag.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Piece, Product } from "../catalog/types.ts";
import { listedSide, listedSides } from "../symbols/front-view.ts";
import { listed } from "../symbols/thumbnail.ts";
import { button } from "../ui/button.ts";
import { emptyState } from "../ui/empty-state.ts";
import { dot } from "../ui/swatch.ts";
import { type Context, cardsAtOnce, type PanelState } from "./context.ts";
import { dragIn } from "./drag-in.ts";
import { catalogFilters, type FilterForm } from "./filters.ts";
import { priceOf, sizeOf } from "./format.ts";
import { skeleton } from "./skeleton.ts";

/** Most colours displayed on a card; the number of the others follows. */
const mostSwatches = 5;

/** What the panel has of the pages; undefined parts are not needed, or have not loaded. */
export interface FurnitureParts {
  form: FilterForm;
  search: Search | undefined;
}

type Search = typeof import("../catalog/search.ts").search;

export function furniture(context: Context, { form, search }: FurnitureParts): TemplateResult {
  const { catalogue } = context.local;
  if (catalogue === "loading") return loading(context);
  if (catalogue !== "ready") return failed(context, catalogue);
  const { local, words } = context;
  const found = foundIn(context, search);
  const { you, texts } = context.scene;
  const why = you?.role === "viewer" ? html`<p class="muted">${texts.notices.viewer}</p>` : nothing;
  return html`${why}${ownButton(context)}${catalogFilters(context, form)}
    <p class="spoken" role="status">${words.furniture.found(found.length)}</p>
    ${
      found.length > 0
        ? html`<ul class="cards">${found.slice(0, local.cards).map((product) => card(context, product))}</ul>
          ${found.length > local.cards ? more(context, found.length - local.cards) : nothing}`
        : emptyState("search", words.furniture.none, words.furniture.noneWhy)
    }`;
}

/** Draws the button that opens the furniture. */
export function browse(context: Context): TemplateResult {
  const { browse: label } = context.words.stage;
  return button({ kind: "primary", label, action: "browse", run: () => context.open("furniture") });
}

/** Draws the button to add a piece that no shop sells. */
export function ownButton({ scene, words, openDialog }: Context): TemplateResult {
  const label = words.furniture.own;
  return button({
    icon: "plus",
    label,
    action: "add-own",
    disabled: !scene.editable,
    run: () => openDialog("own"),
  });
}

/** Reports whether the products are narrowed by more than their category. */
export function isNarrowed({ search, filters }: Pick<PanelState, "search" | "filters">): boolean {
  const { category: _, ...narrowing } = filters;
  return search.trim() !== "" || Object.keys(narrowing).length > 0;
}

/**
 * Returns the products of the category that match the words and the other filters. What searches is loaded with
 * the pages, by the first word or filter; until then it finds the whole category.
 */
function foundIn({ scene, local }: Context, search: Search | undefined): readonly Product[] {
  const { catalog, lang, currency } = scene;
  const { category } = local.filters;
  const all =
    category === undefined ? catalog.products : catalog.products.filter((p) => p.category === category);
  if (!isNarrowed(local)) return all;
  return search?.(catalog, local.search, { ...local.filters, currency }, lang) ?? all;
}

/** Draws the button for more cards: a large catalogue is displayed in parts, as each card is a drawing. */
function more(context: Context, rest: number): TemplateResult {
  const show = () => context.set({ cards: context.local.cards + cardsAtOnce });
  const label = context.words.furniture.more(Math.min(rest, cardsAtOnce));
  return button({ label, action: "more-cards", place: "cards-more", run: show });
}

function loading({ words }: Context): TemplateResult {
  return html`<p class="spoken" role="status">${words.furniture.loading}</p>${skeleton()}`;
}

/** Draws the reason why there is no catalogue, and a button to retry. */
export function failed(
  { scene, words, host }: Context,
  why: "unreachable" | "unreadable" | "empty",
): TemplateResult {
  const retry = button({ label: words.retry, action: "retry-catalog", run: () => host.retryCatalog() });
  return emptyState("furniture", scene.texts.catalogue.failed[why], "", retry);
}

function card(context: Context, product: Product): TemplateResult {
  const { scene, words, actions } = context;
  const { variants, id } = product;
  const piece = scene.pieceOf({ product: id, variant: variants[0].id });
  const colours = [...new Set(variants.map((v) => v.colour))];
  const add = () => {
    if (context.narrow()) context.open(undefined);
    actions.add(id, "");
  };
  return html`<li><button type="button" class="card" data-product=${id}
    ?disabled=${!scene.editable} @click=${add} @pointerdown=${(event: PointerEvent) => dragIn(event, piece, context)}>
    <span class="spoken">${words.furniture.add(piece.name)}:</span>
    <span class="card-picture">${picture(context, product, piece)}</span>
    <strong>${piece.name}</strong><span class="muted">${piece.what}</span>
    <span class="muted">${sizeOf(context, ...listedSides(piece))}</span>
    <span class="card-foot"><span class="price">${cheapest(context, product)}</span>
      <span class="card-dots">${colours.slice(0, mostSwatches).map(dot)}${colours.length > mostSwatches ? html`<small>+${colours.length - mostSwatches}</small>` : nothing}</span></span>
  </button></li>`;
}

/** Draws the shop's photo, or the symbol if there is none or it failed to load. */
function picture(context: Context, { image }: Product, piece: Piece): unknown {
  const { dead } = context.local;
  if (image === undefined || dead.has(image)) return thumbnailOf(piece);
  const fail = () => context.set({ dead: new Set([...context.local.dead, image]) });
  return html`<img src=${image} alt="" loading="lazy" decoding="async" draggable="false" @error=${fail} />`;
}

const drawings = new WeakMap<Piece, SVGSVGElement>();
/** Least side in millimetres for a thumbnail's scale. Small pieces get a larger one, or would be specks. */
const leastSpan = 700;

function thumbnailOf(piece: Piece): SVGSVGElement {
  const drawn = drawings.get(piece) ?? listed(piece, Math.max(listedSide(piece), leastSpan) * 0.75 + 500);
  drawings.set(piece, drawn);
  return drawn;
}

function cheapest(context: Context, { variants, prices }: Product): string {
  const all = variants.flatMap((v) => (v.prices ?? prices)[context.scene.currency] ?? []);
  if (all.length === 0) return context.words.noPrice;
  const least = priceOf(context, Math.min(...all));
  return all.some((price) => price !== all[0]) ? context.words.from(least) : least;
}
