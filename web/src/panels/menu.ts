// A menu under a button. Arrow keys wrap around; Escape and loss of focus close it. Escape and a choice
// return the focus to the button.

import { html, nothing, type TemplateResult } from "lit-html";
import { type IconName, icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";

export type MenuItem =
  | { kind: "action"; label: string; action: string; icon?: IconName; run: () => void }
  | { kind: "choice"; label: string; action: string; chosen: boolean; run: () => void }
  | { kind: "heading"; label: string };

export interface Menu {
  name: string;
  label: string;
  icon: IconName;
  /** True when the label is shown beside the icon. */
  wide?: boolean;
  disabled?: boolean;
  items: readonly MenuItem[];
}

export function menu(
  context: Context,
  { name, label, icon: sign, wide = false, disabled = false, items }: Menu,
): TemplateResult {
  const open = !disabled && context.local.menu === name;
  const toggle = (event: Event) => {
    context.set({ menu: open ? undefined : name });
    if (!open) focusFirst(event.currentTarget as HTMLElement);
  };
  const leave = (event: FocusEvent) => {
    const within = (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null);
    if (!within && context.local.menu === name) context.set({ menu: undefined });
  };
  return html`<div class="menu" @focusout=${leave} @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
    <button type="button" class=${wide ? "button quiet" : "icon-button"} aria-haspopup="menu" aria-expanded=${open}
      data-menu=${name} aria-label=${wide ? nothing : label} title=${wide ? nothing : label} ?disabled=${disabled} @click=${toggle}
      >${icon(sign)}${wide ? html`<span>${label}</span>` : nothing}</button>
    ${open ? html`<div class="menu-items" role="menu" aria-label=${label} tabindex="-1">${items.map((i) => entry(context, i))}</div>` : nothing}
  </div>`;
}

function entry(context: Context, item: MenuItem): TemplateResult {
  if (item.kind === "heading") return html`<div class="menu-heading" role="presentation">${item.label}</div>`;
  const run = (event: Event) => {
    const button = (event.currentTarget as HTMLElement)
      .closest(".menu")
      ?.querySelector<HTMLElement>("[data-menu]");
    button?.focus();
    context.set({ menu: undefined });
    item.run();
  };
  const choice = item.kind === "choice";
  const sign = choice
    ? item.chosen
      ? icon("check")
      : html`<span class="icon"></span>`
    : item.icon && icon(item.icon);
  return html`<button type="button" role=${choice ? "menuitemradio" : "menuitem"} tabindex="-1"
    aria-checked=${choice ? item.chosen : nothing} data-action=${item.action} @click=${run}>${sign}${item.label}</button>`;
}

/** Focuses the chosen or first entry in the next frame, as the menu is not drawn before. */
function focusFirst(button: HTMLElement): void {
  requestAnimationFrame(() => {
    const items = itemsOf(button.closest(".menu"));
    (items.find((i) => i.getAttribute("aria-checked") === "true") ?? items[0])?.focus();
  });
}

function itemsOf(menu: Element | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])].filter(
    (i) => i.offsetParent !== null,
  );
}

function onKey(event: KeyboardEvent, context: Context): void {
  const menu = event.currentTarget as HTMLElement;
  const items = itemsOf(menu);
  const now = items.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: now + 1, ArrowUp: now < 0 ? -1 : now - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape" && context.local.menu !== undefined) {
    event.stopPropagation();
    menu.querySelector<HTMLElement>("[data-menu]")?.focus();
    context.set({ menu: undefined });
  } else if (to !== undefined && items.length > 0) {
    event.preventDefault();
    event.stopPropagation();
    items.at(to % items.length)?.focus();
  }
}
