// Displays the cart, in a dialog at the side.

import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Piece } from "../catalog/types.ts";
import { listedSide } from "../symbols/front-view.ts";
import { listed } from "../symbols/thumbnail.ts";
import { formatPrice } from "../units/index.ts";
import { decimal } from "../units/numbers.ts";
import { type Cart, type Line, total } from "./cart.ts";
import type { Words } from "./words/index.ts";

export interface DrawerActions {
  remove(line: Line): void;
  pieceOf(item: Pick<Line, "product" | "variant" | "mirrored">): Piece;
  backToRoom(): void;
}

export class Drawer {
  readonly element = document.createElement("dialog");

  constructor(
    private readonly said: { lang: string; words: Words },
    private readonly actions: DrawerActions,
  ) {
    this.element.className = "drawer";
    this.element.setAttribute("aria-labelledby", "cart-title");
    // A click on the backdrop closes it.
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  open(): void {
    if (!this.element.open) this.element.showModal();
  }

  show(cart: Cart): void {
    render(this.#content(cart), this.element);
  }

  #content(cart: Cart): TemplateResult {
    const { lines, currency, room } = cart;
    const { words } = this.said;
    return html`
      <div class="inside">
        <div class="head">
          <h2 id="cart-title">${words.yourCart}</h2>
          <button class="close" type="button" aria-label=${words.close} @click=${() => this.element.close()}>×</button>
        </div>
        ${lines.length === 0 ? html`<p class="empty">${words.empty}</p>` : nothing}
        <ul class="lines">${lines.map((line) => this.#line(line, currency))}</ul>
        <p class="total"><span>${words.total}</span><b>${formatPrice(total(cart), currency, this.said.lang)}</b></p>
        ${unmeasured(cart)}
        ${room ? this.#handed(room) : nothing}
        <p class="demo">${words.demo}</p>
      </div>
    `;
  }

  #line(line: Line, currency: string): TemplateResult {
    const { sku, name, mirrored, quantity, squareMetres, price, fit } = line;
    const { words } = this.said;
    const piece = this.actions.pieceOf(line);
    return html`
      <li data-sku=${sku}>
        ${squareMetres === undefined ? listed(piece, listedSide(piece)) : html`<span></span>`}
        <div>
          <b class="name">${squareMetres === undefined ? words.pieces(quantity) : `${decimal(squareMetres, 1, this.said.lang)} m²`} ${name}</b>
          <span class="choice">${[piece.choice, mirrored ? words.mirrored : ""].filter(Boolean).join(", ")}</span>
          ${squareMetres === undefined ? this.#verdict(fit) : nothing}
        </div>
        <span class="sum">${price === undefined ? words.unpriced : formatPrice(price, currency, this.said.lang)}</span>
        <button type="button" aria-label=${words.remove(name)} @click=${() => this.actions.remove(line)}>×</button>
        ${reasons(fit)}
      </li>
    `;
  }

  #verdict(fit: Line["fit"]): TemplateResult {
    const { words } = this.said;
    if (!fit) return html`<span class="verdict untried">${words.untried}</span>`;
    const marks = {
      fits: "M5 12.5l4.5 4.5L19 7.5",
      tight: "M12 6v8M12 18v.1",
      blocked: "M7 7l10 10M17 7L7 17",
    };
    return html`
      <span class="verdict ${fit.verdict}">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${marks[fit.verdict]} /></svg>
        ${words.verdict[fit.verdict]}
      </span>
    `;
  }

  #handed(room: Cart["room"]): TemplateResult {
    const { words } = this.said;
    return html`
      <button class="quiet" type="button" @click=${() => this.actions.backToRoom()}>${words.back}</button>
      <details class="handed">
        <summary>${words.handed}</summary>
        <pre tabindex="0">${JSON.stringify(room, null, 2)}</pre>
      </details>
    `;
  }
}

/** Draws why a line is tight or does not fit; nothing if it fits. */
function reasons(fit: Line["fit"]): TemplateResult | typeof nothing {
  const against = fit?.reasons.filter(({ verdict }) => verdict !== "fits") ?? [];
  if (against.length === 0) return nothing;
  return html`<ul class="reasons">${against.map(({ text }) => html`<li>${text}</li>`)}</ul>`;
}

/** Draws that the delivery was not measured, once and not for each line. */
function unmeasured({ lines }: Cart): TemplateResult | typeof nothing {
  const all = lines.flatMap(({ fit }) => fit?.reasons ?? []);
  const found = all.find(({ code }) => code === "delivery-unknown");
  return found ? html`<p class="note">${found.text}</p>` : nothing;
}
