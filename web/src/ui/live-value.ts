// Displays a value in an input. The value may change while the user types; the typed text is then kept.

import { noChange } from "lit-html";
import { Directive, directive, type ElementPart } from "lit-html/directive.js";

/** Reports whether an input displays the text that it was given, so that nothing is typed. */
export function isUntouched(input: HTMLInputElement): boolean {
  return input.value === input.dataset.shown;
}

/** Restores the text that an input was given. */
export function restore(input: HTMLInputElement): void {
  input.value = input.dataset.shown ?? "";
  explain(input, undefined);
}

/** Displays, in the element after the input, why its text was refused; undefined if it wasn't. */
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

  override render(_text: string, _readonly: boolean, _of?: unknown): typeof noChange {
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [text, readonly, of]: [string, boolean, unknown?],
  ): typeof noChange {
    const input = element as HTMLInputElement;
    const focused = (input.getRootNode() as ShadowRoot).activeElement === input;
    const typing = focused && !isUntouched(input) && of === this.#of;
    const kept = typing || (text === this.#text && isRefused(input));
    input.readOnly = readonly && !typing;
    input.dataset.shown = text;
    if (!kept || of !== this.#of) restore(input);
    this.#text = text;
    this.#of = of;
    return noChange;
  }
}

/**
 * Sets an input's text, unless text is being typed in it or was refused; always if `of` has changed. An input in which
 * somebody types becomes readonly only afterwards: the rest of the text would be lost, and the beginning stored.
 */
export const liveValue = directive(LiveValue);
