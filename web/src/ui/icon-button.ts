// A button of an icon alone: its label is its name and its tooltip.

import { html, nothing, type TemplateResult } from "lit-html";
import { type IconName, icon } from "./icons.ts";

export interface IconButton {
  label: string;
  icon: IconName;
  action: string;
  run: (event: MouseEvent) => void;
  disabled?: boolean;
  /** There for a switch. */
  pressed?: boolean;
  /** There for what opens and closes something. */
  expanded?: boolean;
  /** Its keys, as `aria-keyshortcuts` has them. */
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
