// The part of the inspector that changes what an own piece is; each change is one step to undo.

import { html, type TemplateResult } from "lit-html";
import type { ItemView } from "../client/index.ts";
import type { Own } from "../model/index.ts";
import { storedName } from "../model/own.ts";
import { onInputKey } from "../ui/input-keys.ts";
import { explain, liveValue } from "../ui/live-value.ts";
import type { Context } from "./context.ts";
import { colourField, sizeFields } from "./own-fields.ts";

export function ownInspector(context: Context, item: ItemView, own: Own, free: boolean): TemplateResult {
  const { id } = item;
  const set = (change: Partial<Own>) => {
    // Read when a value is committed: one that was typed just before may not be stored yet.
    const now = context.scene.items.get(id)?.own ?? own;
    context.actions.setOwn(id, { ...now, ...change });
  };
  return html`<div class="inspector-choice">${nameField(context, id, own, free, (name) => set({ name }))}
      ${sizeFields(context, own, { of: id, readonly: !free }, (side, length) => set({ [side]: length }))}</div>
    ${colourField(context, own.colour, (colour) => set({ colour }), !free)}`;
}

function nameField(
  { pageWords }: Context,
  id: string,
  { name }: Own,
  free: boolean,
  take: (name: string) => void,
): TemplateResult {
  const commit = ({ currentTarget }: Event) => {
    const input = currentTarget as HTMLInputElement;
    const typed = storedName(input.value);
    explain(input, typed ? undefined : pageWords.own.noName);
    if (typed && typed !== name) take(typed);
  };
  return html`<label class="field"><span>${pageWords.own.name}</span>
    <input type="text" autocomplete="off" maxlength="60" dir="auto" enterkeyhint="done" data-field="own-name"
      @change=${commit} @keydown=${onInputKey} ${liveValue(name, !free, id)} />
    <span class="field-problem" role="alert"></span></label>`;
}
