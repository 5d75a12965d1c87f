// Toasts: messages at the bottom of the plan that disappear after a while.

import { html, type TemplateResult } from "lit-html";
import { iconButton } from "../ui/icon-button.ts";
import type { Context } from "./context.ts";
import { shownMs, type Toast, withToast } from "./toast-list.ts";

/** Draws both live regions, even if empty: screen readers announce only what is added to an existing one. */
export function toasts(context: Context): TemplateResult {
  const of = (urgent: boolean) =>
    context.local.toasts.filter((t) => t.urgent === urgent).map((t) => shown(context, t));
  return html`<div role="alert">${of(true)}</div><div role="status">${of(false)}</div>`;
}

let last = 0;

export function addToast(context: Context, text: string, urgent: boolean): void {
  const toast: Toast = { id: ++last, text, urgent };
  context.set({ toasts: withToast(context.local.toasts, toast) });
  setTimeout(() => remove(context, toast.id), shownMs(toast));
}

function remove(context: Context, id: number): void {
  const { toasts } = context.local;
  if (toasts.some((t) => t.id === id)) context.set({ toasts: toasts.filter((t) => t.id !== id) });
}

function shown(context: Context, { id, text, urgent }: Toast): TemplateResult {
  return html`<p class="toast" data-urgent=${urgent}><span>${text}</span>
    ${iconButton({ label: context.words.dismiss, icon: "close", action: "dismiss", run: () => remove(context, id) })}</p>`;
}
