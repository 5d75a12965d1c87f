// Buttons with a sign, and money.

import { html, nothing, type TemplateResult } from "lit-html";
import { formatPrice } from "../units/index.ts";
import type { Context } from "./context.ts";
import { type IconName, icon } from "./icons.ts";

export interface IconButton {
  label: string;
  icon: IconName;
  action: string;
  run: (event: MouseEvent) => void;
  disabled?: boolean;
  /** There for a switch. */
  pressed?: boolean;
}

export function iconButton({
  label,
  icon: name,
  action,
  run,
  disabled = false,
  pressed,
}: IconButton): TemplateResult {
  return html`<button type="button" class="icon-button" data-action=${action} aria-label=${label} title=${label}
    aria-pressed=${pressed ?? nothing} ?disabled=${disabled} @click=${run}>${icon(name)}</button>`;
}

export function priceOf({ scene, words }: Context, minor: number | undefined): string {
  return minor === undefined ? words.noPrice : formatPrice(minor, scene.currency, scene.lang);
}
