// The body of the dialog that asks for the user's name.

import { html, type TemplateResult } from "lit-html";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";

export function renameBody({ scene, words, pageWords, host }: Context, close: () => void): TemplateResult {
  const before = host.named ? (scene.you?.name ?? "") : "";
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get("name") ?? "").trim();
    close();
    if (name && name !== before) host.rename(name);
  };
  return html`<form class="dialog-form" @submit=${save}><label class="field"><span>${words.people.yourName}</span>
      <input name="name" maxlength="60" autocomplete="nickname" required value=${before} autofocus /></label>
    <p class="hint">${pageWords.people.nameWhy}</p>
    <div class="button-row end">${button({ label: words.cancel, action: "cancel", run: close })}
      ${button({ kind: "primary", label: words.save, action: "save-name" })}</div></form>`;
}
