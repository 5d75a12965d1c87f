// A placeholder of the catalogue while it loads, so that nothing moves when it has loaded.

import { html, type TemplateResult } from "lit-html";

/** One entry for each placeholder card. */
const placeholders = Array.from({ length: 8 });

export function skeleton(): TemplateResult {
  const card = html`<li class="card skeleton-card"><span class="skeleton card-picture"></span><span class="skeleton skeleton-line"></span><span class="skeleton skeleton-line skeleton-short"></span></li>`;
  return html`<div class="finding" aria-hidden="true"><span class="skeleton skeleton-search"></span><span class="skeleton skeleton-chips"></span></div>
    <ul class="cards" aria-hidden="true">${placeholders.map(() => card)}</ul>`;
}
