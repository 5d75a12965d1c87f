// Colours to choose from.

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

/** A spot of colour: an attribute of SVG, since inline styles may be forbidden. */
export function dot(colour: string): TemplateResult {
  return html`<svg class="swatch-dot" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" fill=${colour}></circle></svg>`;
}
