// The placeholder of an empty list or search result: the reason, and what to do about it.

import { html, type TemplateResult } from "lit-html";
import { type IconName, icon } from "./icons.ts";

export function emptyState(
  name: IconName,
  title: string,
  why: string,
  action?: TemplateResult,
): TemplateResult {
  return html`<div class="empty-state">${icon(name)}<strong>${title}</strong><p>${why}</p>${action}</div>`;
}
