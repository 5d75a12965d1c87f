// Buttons to choose a colour.

import { html, type TemplateResult } from "lit-html";

export function swatch(
  colour: string,
  name: string,
  chosen: boolean,
  choose: () => void,
  disabled = false,
): TemplateResult {
  return html`<button type="button" class="swatch" aria-label=${name} title=${name} aria-pressed=${chosen}
    ?disabled=${disabled} @click=${choose}>${dot(colour)}</button>`;
}

/** Draws a dot of a colour, as SVG with a `fill` attribute: a page's policy may forbid inline styles. */
export function dot(colour: string): TemplateResult {
  return html`<svg class="swatch-dot" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" fill=${colour}></circle></svg>`;
}
