// The shape of what is on its way, so that nothing jumps when it comes.

import { html, type TemplateResult } from "lit-html";

/** Cards that stand for the ones to come. */
const placeholders = Array.from({ length: 8 });

export function skeleton(): TemplateResult {
  const card = html`<li class="card bone-card"><span class="bone card-picture"></span><span class="bone bone-line"></span><span class="bone bone-line bone-short"></span></li>`;
  return html`<div class="finding" aria-hidden="true"><span class="bone bone-search"></span><span class="bone bone-chips"></span></div>
    <ul class="cards" aria-hidden="true">${placeholders.map(() => card)}</ul>`;
}
