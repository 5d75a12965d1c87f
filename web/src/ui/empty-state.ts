// What stands where there is nothing yet, or nothing found: why, and what to do about it.

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
