// The two small dialogs: one's own name, and the link for others.

import { html } from "../dom.ts";
import { strings } from "../strings.ts";

/** Asks for a name; calls back with one that is not empty and not the same. */
export function nameDialog(name: string, save: (name: string) => void): HTMLDialogElement {
  const input = html("input", { name: "name", maxlength: 60, autocomplete: "nickname", required: true });
  input.value = name;
  const label = html("label", {}, html("span", {}, strings.yourName), input);
  const hint = html("p", {}, strings.yourNameHint);
  const ok = html("button", { type: "submit", class: "primary" }, strings.save);
  const cancel = html("button", { type: "button", class: "quiet" }, strings.cancel);
  const form = html("form", { method: "dialog" }, label, hint, html("div", { class: "buttons" }, cancel, ok));
  const dialog = html("dialog", { class: "dialog", "aria-label": strings.yourName }, form);
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", () => {
    const chosen = input.value.trim();
    if (chosen && chosen !== name) save(chosen);
  });
  return dialog;
}

/** Copies a link. Without the clipboard (a page without TLS), it shows the link to copy by hand. */
export async function copyLink(link: string, tell: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    tell(strings.inviteCopied);
  } catch {
    const input = html("input", { readonly: true, "aria-label": strings.inviteLink });
    input.value = link;
    const close = html("button", { type: "submit", class: "primary" }, strings.close);
    const form = html("form", { method: "dialog" }, input, html("div", { class: "buttons" }, close));
    const dialog = html("dialog", { class: "dialog", "aria-label": strings.inviteLink }, form);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    input.select();
  }
}
