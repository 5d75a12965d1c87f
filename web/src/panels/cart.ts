// The cart panel: what is in the room, with prices, and a button that puts it in the shop's cart.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Piece } from "../catalog/types.ts";
import { thumbnail } from "../symbols/svg.ts";
import { button } from "../ui/button.ts";
import { emptyState } from "../ui/empty-state.ts";
import { verdictMark } from "../ui/verdict-mark.ts";
import { type Cart, cartIn, type Line } from "./cart-lines.ts";
import type { Context } from "./context.ts";
import { priceOf } from "./format.ts";
import { failed } from "./furniture.ts";
import { skeleton } from "./skeleton.ts";
import { browse } from "./stage-tools.ts";

export function cart(context: Context): TemplateResult {
  const { pageWords, local } = context;
  // Without the catalogue it is unknown which products are still sold.
  if (local.catalogue === "loading") return skeleton();
  if (local.catalogue !== "ready") return failed(context, local.catalogue);
  const inside = cartIn(context);
  const { lines, gone } = inside;
  if (lines.length + gone.length === 0)
    return emptyState("cart", pageWords.cart.empty, pageWords.cart.emptyWhy, browse(context));
  return html`<ul class="rows">${lines.map((l) => line(context, l))}</ul>
    ${
      gone.length > 0
        ? html`<h3 class="cart-gone">${pageWords.cart.gone}</h3><p class="hint">${pageWords.cart.goneWhy}</p>
          <ul class="rows">${gone.map((l) => line(context, l))}</ul>`
        : nothing
    }
    ${foot(context, inside)}`;
}

function line(context: Context, { piece, ids, price, verdict }: Line): TemplateResult {
  const choose = () => {
    if (context.narrow()) context.open(undefined);
    context.actions.select(ids);
  };
  return html`<li><button type="button" class="rows-button cart-line" data-line=${`${piece.product}/${piece.variant}`}
      aria-pressed=${ids.every((id) => context.scene.selection.has(id))} @click=${choose}>
    <span class="cart-picture">${picture(piece)}</span>
    <span class="rows-text"><strong>${piece.name}</strong><span class="muted">${[piece.what, piece.choice].filter(Boolean).join(", ")}</span>
      ${piece.known && verdict !== "fits" ? verdictMark(context.scene.texts, verdict) : nothing}</span>
    <span class="cart-price">${ids.length > 1 ? html`<span class="cart-count">${ids.length} ×</span>` : nothing}${piece.known ? priceOf(context, price) : nothing}</span>
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
  const { pageWords, host } = context;
  return html`<div class="cart-foot">
    ${blocked > 0 ? html`<p class="reason" data-verdict="blocked">${pageWords.cart.check(blocked)}</p>` : nothing}
    ${unpriced > 0 ? html`<p class="reason">${pageWords.cart.unpriced(unpriced)}</p>` : nothing}
    <p class="cart-total"><span>${pageWords.cart.total}<small>${pageWords.cart.pieces(count)}</small></span><strong data-total=${total}>${priceOf(context, total)}</strong></p>
    ${button({ kind: "primary", label: pageWords.cart.put, action: "cart", disabled: count === 0, run: () => host.cart() })}</div>`;
}
