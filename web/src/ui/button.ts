// A button with a label and, optionally, an icon before it.

import { html, type TemplateResult } from "lit-html";
import { type IconName, icon } from "./icons.ts";

export interface Button {
  label: string;
  action: string;
  /** Without it, the button submits its form. */
  run?: (event: MouseEvent) => void;
  /** `primary` is the main action, `quiet` others, `plain` cancels, `danger` removes something. */
  kind?: "primary" | "quiet" | "plain" | "danger";
  icon?: IconName;
  disabled?: boolean;
  /** A class for its position. */
  place?: string;
}

export function button(b: Button): TemplateResult {
  const { label, action, run, kind = "quiet", icon: name, disabled = false, place = "" } = b;
  return html`<button type=${run ? "button" : "submit"} class=${`button ${kind} ${place}`} data-action=${action}
    ?disabled=${disabled} @click=${run}>${name && icon(name)}<span>${label}</span></button>`;
}
