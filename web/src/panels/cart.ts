// What stands in the room, to buy.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Piece } from "../catalog/types.ts";
import { thumbnail } from "../drawing/svg.ts";
import type { Context } from "./context.ts";
import { nothingHere, priceOf, verdictMark } from "./controls.ts";
import { type Cart, cartOf, type Line } from "./lines.ts";

export function cartFacts({ scene }: Context): readonly unknown[] {
  const { fit, pieceOf, currency, texts, lang, selection } = scene;
  return [fit, pieceOf, currency, texts, lang, selection, goodsKey(scene.items.values())];
}

/** Moves don't change a cart. */
export function goodsKey(items: Iterable<{ id: string; product: string; variant: string }>): string {
  return [...items].map(({ id, product, variant }) => `${id} ${product} ${variant}`).join("\n");
}

export function cartIn({ scene }: Context): Cart {
  return cartOf(scene.items.values(), scene.pieceOf, scene.fit, scene.currency);
}

export function cart(context: Context): TemplateResult {
  const { words } = context;
  const inside = cartIn(context);
  const { lines, gone } = inside;
  if (lines.length + gone.length === 0)
    return nothingHere("cart", words.cart.empty, words.cart.emptyWhy, browse(context));
  return html`<ul class="rows">${lines.map((l) => line(context, l))}</ul>
    ${
      gone.length > 0
        ? html`<h3 class="gone">${words.cart.gone}</h3><p class="hint">${words.cart.goneWhy}</p>
          <ul class="rows">${gone.map((l) => line(context, l))}</ul>`
        : nothing
    }
    ${foot(context, inside)}`;
}

export function browse(context: Context): TemplateResult {
  return html`<button type="button" class="primary" data-action="browse" @click=${() => context.open("furniture")}>${context.words.stage.browse}</button>`;
}

function line(context: Context, { piece, ids, price, verdict }: Line): TemplateResult {
  const choose = () => {
    if (context.narrow()) context.open(undefined);
    context.actions.select(ids);
  };
  return html`<li><button type="button" class="row-button line" data-line=${`${piece.product}/${piece.variant}`}
      aria-pressed=${ids.every((id) => context.scene.selection.has(id))} @click=${choose}>
    <span class="picture small">${picture(piece)}</span>
    <span class="line-text"><strong>${piece.name}</strong><span class="what">${[piece.what, piece.choice].filter(Boolean).join(", ")}</span>
      ${piece.known && verdict !== "fits" ? verdictMark(context, verdict) : nothing}</span>
    <span class="line-price">${ids.length > 1 ? html`<span class="count">${ids.length} ×</span>` : nothing}${piece.known ? priceOf(context, price) : nothing}</span>
  </button></li>`;
}

const drawings = new WeakMap<Piece, SVGSVGElement>();

function picture(piece: Piece): SVGSVGElement {
  const { width, depth } = piece.size;
  const drawn = drawings.get(piece) ?? thumbnail(piece, Math.max(width, depth) * 1.15);
  drawings.set(piece, drawn);
  return drawn;
}

function foot(context: Context, { total, count, unpriced, blocked }: Cart): TemplateResult {
  const { words, host } = context;
  return html`<div class="foot">
    ${blocked > 0 ? html`<p class="reason" data-verdict="blocked">${words.cart.check(blocked)}</p>` : nothing}
    ${unpriced > 0 ? html`<p class="reason">${words.cart.unpriced(unpriced)}</p>` : nothing}
    <p class="total"><span>${words.cart.total}<small>${words.cart.pieces(count)}</small></span><strong data-total=${total}>${priceOf(context, total)}</strong></p>
    <button type="button" class="primary" data-action="cart" ?disabled=${count === 0} @click=${() => host.cart()}>${words.cart.put}</button></div>`;
}
