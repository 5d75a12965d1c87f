// What an input shows: a value that may change while somebody types, who then keeps what is typed.

import { noChange } from "lit-html";
import { Directive, directive, type ElementPart } from "lit-html/directive.js";

/** True while an input has what it was given: nothing is typed that is not stored. */
export function isUntouched(input: HTMLInputElement): boolean {
  return input.value === input.dataset.shown;
}

/** Takes back what was typed. */
export function restore(input: HTMLInputElement): void {
  input.value = input.dataset.shown ?? "";
  explain(input, undefined);
}

/** Says after the input why what is typed was not taken; undefined when all is well. */
export function explain(input: HTMLInputElement, why: string | undefined): void {
  if (why === undefined && !isRefused(input)) return;
  if (why === undefined) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  const note = input.nextElementSibling;
  if (note) note.textContent = why ?? "";
}

export function isRefused(input: HTMLInputElement): boolean {
  return input.hasAttribute("aria-invalid");
}

class LiveValue extends Directive {
  #text: string | undefined;
  #of: unknown;

  override render(_text: string, _of?: unknown): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [text, of]: [string, unknown?]): typeof noChange {
    const input = element as HTMLInputElement;
    const focused = (input.getRootNode() as ShadowRoot).activeElement === input;
    const kept = (focused && !isUntouched(input)) || (text === this.#text && isRefused(input));
    input.dataset.shown = text;
    if (!kept || of !== this.#of) restore(input);
    this.#text = text;
    this.#of = of;
    return noChange;
  }
}

/** Sets an input's text, unless somebody types in it; always when it is now that of something else. */
export const liveValue = directive(LiveValue);
