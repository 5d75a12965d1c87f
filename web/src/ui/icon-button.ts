// A button with only an icon: its label is its accessible name and its tooltip.

import { html, nothing, type TemplateResult } from "lit-html";
import { type IconName, icon } from "./icons.ts";

export interface IconButton {
  label: string;
  icon: IconName;
  action: string;
  run: (event: MouseEvent) => void;
  disabled?: boolean;
  /** State of a toggle button; undefined for others. */
  pressed?: boolean;
  /** State of a button that expands something; undefined for others. */
  expanded?: boolean;
  /** Value of `aria-keyshortcuts`. */
  keys?: string | undefined;
}

export function iconButton({
  label,
  icon: name,
  action,
  run,
  disabled = false,
  pressed,
  expanded,
  keys,
}: IconButton): TemplateResult {
  return html`<button type="button" class="icon-button" data-action=${action} aria-label=${label} title=${label}
    aria-pressed=${pressed ?? nothing} aria-expanded=${expanded ?? nothing} aria-keyshortcuts=${keys ?? nothing}
    ?disabled=${disabled} @click=${run}>${icon(name)}</button>`;
}
