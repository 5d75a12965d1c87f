// The bar while a tap is waited for.

import { html, type TemplateResult } from "lit-html";
import type { Scene } from "../../planner/scene.ts";

export function button(name: string, text: string, press: () => void, kind = ""): TemplateResult {
  return html`<button type="button" class=${`plan-button ${kind}`} data-action=${name} @click=${press}>${text}</button>`;
}

export function waiting({ texts: { plan2d } }: Scene, hint: string, cancel: () => void): TemplateResult {
  return html`
    <p class="plan-bar-title" role="status">${hint}</p>
    <div class="plan-buttons">${button("cancel-tool", plan2d.cancel, cancel, "plain")}</div>`;
}
