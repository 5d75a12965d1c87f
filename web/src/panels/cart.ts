// The cart panel: what is in the room, with prices, and a button that puts it in the shop's cart.

import { html, nothing, type TemplateResult } from "lit-html";
import { type Covered, priceOfCovered } from "../catalog/coverage.ts";
import { isSold } from "../catalog/group.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Piece } from "../catalog/types.ts";
import { listedSide } from "../symbols/front-view.ts";
import { listed } from "../symbols/thumbnail.ts";
import { button } from "../ui/button.ts";
import { emptyState } from "../ui/empty-state.ts";
import { dot } from "../ui/swatch.ts";
import { verdictMark } from "../ui/verdict-mark.ts";
import { decimal } from "../units/numbers.ts";
import { type Cart, cartIn, type Line } from "./cart-lines.ts";
import type { Context } from "./context.ts";
import { priceOf } from "./format.ts";
import { browse, failed } from "./furniture.ts";
import { skeleton } from "./skeleton.ts";

export function cart(context: Context): TemplateResult {
  const { pageWords, local } = context;
  // Without the catalogue it is unknown which products are still sold.
  if (local.catalogue === "loading") return skeleton();
  if (local.catalogue !== "ready") return failed(context, local.catalogue);
  const inside = cartIn(context);
  const { lines, finishes, gone, own } = inside;
  if (lines.length + finishes.length + gone.length + own.length === 0)
    return emptyState("cart", pageWords.cart.empty, pageWords.cart.emptyWhy, browse(context));
  return html`<ul class="rows">${lines.map((l) => line(context, l))}${finishes.map((one) => surface(context, one))}</ul>
    ${unsold(context, "gone", gone)}${unsold(context, "own", own)}
    ${foot(context, inside)}`;
}

/** Draws a floor or wall paint, which is bought by the square metre; choosing it opens where it is chosen. */
function surface(context: Context, covered: Covered): TemplateResult {
  const { scene, words } = context;
  const { finish, squareMetres } = covered;
  return html`<li><button type="button" class="rows-button cart-line" data-line=${finish.id} @click=${() => context.open("room")}>
    <span class="cart-picture">${dot(finish.colour)}</span>
    <span class="rows-text"><strong>${inLanguage(finish.name, scene.lang)}</strong><span class="muted">${words.squareMetres(decimal(squareMetres, 1, scene.lang))}</span></span>
    <span class="cart-price">${priceOf(context, priceOfCovered(covered, scene.currency))}</span>
  </button></li>`;
}

/** Draws what is in the room but not to be bought, with the reason. */
function unsold(
  context: Context,
  why: "gone" | "own",
  lines: readonly Line[],
): TemplateResult | typeof nothing {
  const { cart: say } = context.pageWords;
  if (lines.length === 0) return nothing;
  return html`<h3 class="cart-gone">${say[why]}</h3><p class="hint">${say[`${why}Why`]}</p>
    <ul class="rows" data-lines=${why}>${lines.map((l) => line(context, l))}</ul>`;
}

function line(context: Context, { piece, ids, price, verdict }: Line): TemplateResult {
  const { mirrored } = context.words;
  const about = [piece.what, piece.choice, piece.mirrored ? mirrored : ""].filter(Boolean).join(", ");
  const choose = () => {
    if (context.narrow()) context.open(undefined);
    context.actions.select(ids);
  };
  return html`<li><button type="button" class="rows-button cart-line" data-line=${`${piece.product}/${piece.variant}`}
      aria-pressed=${ids.every((id) => context.scene.selection.has(id))} @click=${choose}>
    <span class="cart-picture">${picture(piece)}</span>
    <span class="rows-text"><strong>${piece.name}</strong><span class="muted">${about}</span>
      ${piece.known && verdict !== "fits" ? verdictMark(context.scene.texts, verdict) : nothing}</span>
    <span class="cart-price">${ids.length > 1 ? html`<span class="cart-count">${ids.length} ×</span>` : nothing}${isSold(piece) ? priceOf(context, price) : nothing}</span>
  </button></li>`;
}

const drawings = new WeakMap<Piece, SVGSVGElement>();

function picture(piece: Piece): SVGSVGElement {
  const drawn = drawings.get(piece) ?? listed(piece, listedSide(piece) * 1.15);
  drawings.set(piece, drawn);
  return drawn;
}

function foot(context: Context, { total, count, finishes, unpriced, blocked }: Cart): TemplateResult {
  const { pageWords, host } = context;
  return html`<div class="cart-foot">
    ${blocked > 0 ? html`<p class="reason" data-verdict="blocked">${pageWords.cart.check(blocked)}</p>` : nothing}
    ${unpriced > 0 ? html`<p class="reason">${pageWords.cart.unpriced(unpriced)}</p>` : nothing}
    <p class="cart-total"><span>${pageWords.cart.total}<small>${pageWords.cart.pieces(count)}</small></span><strong data-total=${total}>${priceOf(context, total)}</strong></p>
    ${button({ kind: "primary", label: pageWords.cart.put, action: "cart", disabled: count + finishes.length === 0, run: () => host.cart() })}</div>`;
}
