// A button with a label, and an icon before it where that helps.

import { html, type TemplateResult } from "lit-html";
import { type IconName, icon } from "./icons.ts";

export interface Button {
  label: string;
  action: string;
  /** Left out, it submits its form. */
  run?: (event: MouseEvent) => void;
  /** `primary` is what one came for, `quiet` the rest, `plain` the way out of it, `danger` takes something away. */
  kind?: "primary" | "quiet" | "plain" | "danger";
  icon?: IconName;
  disabled?: boolean;
  /** A class for where it stands. */
  place?: string;
}

export function button(b: Button): TemplateResult {
  const { label, action, run, kind = "quiet", icon: name, disabled = false, place = "" } = b;
  return html`<button type=${run ? "button" : "submit"} class=${`button ${kind} ${place}`} data-action=${action}
    ?disabled=${disabled} @click=${run}>${name && icon(name)}<span>${label}</span></button>`;
}
