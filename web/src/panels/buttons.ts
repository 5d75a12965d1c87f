// Buttons with a sign, and money.

import { html, nothing, type TemplateResult } from "lit-html";
import { formatPrice } from "../units/index.ts";
import type { Context } from "./context.ts";
import { type IconName, icon } from "./icons.ts";
import { ariaShortcuts } from "./shortcuts.ts";

export interface IconButton {
  label: string;
  icon: IconName;
  action: string;
  run: (event: MouseEvent) => void;
  disabled?: boolean;
  /** There for a switch. */
  pressed?: boolean;
  /** What of the action table it does; its keys are told to assistive technology. */
  binding?: string;
}

export function iconButton({
  label,
  icon: name,
  action,
  run,
  disabled = false,
  pressed,
  binding,
}: IconButton): TemplateResult {
  return html`<button type="button" class="icon-button" data-action=${action} aria-label=${label} title=${label}
    aria-pressed=${pressed ?? nothing} aria-keyshortcuts=${(binding && ariaShortcuts(binding)) ?? nothing} ?disabled=${disabled} @click=${run}>${icon(name)}</button>`;
}

export function priceOf({ scene, words }: Context, minor: number | undefined): string {
  return minor === undefined ? words.noPrice : formatPrice(minor, scene.currency, scene.lang);
}
