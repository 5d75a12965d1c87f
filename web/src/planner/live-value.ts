// Sets an input's text, but never under the hands of somebody who types in it.

import { noChange } from "lit-html";
import { Directive, directive, type ElementPart } from "lit-html/directive.js";

class LiveValue extends Directive {
  #shown: string | undefined;

  override render(_text: string): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [text]: [string]): typeof noChange {
    const input = element as HTMLInputElement;
    const focused = (input.getRootNode() as ShadowRoot).activeElement === input;
    const typing = focused && input.value !== (input.dataset.shown ?? "");
    if (!typing && (text !== this.#shown || input.getAttribute("aria-invalid") !== "true"))
      input.value = text;
    input.dataset.shown = text;
    this.#shown = text;
    return noChange;
  }
}

export const liveValue = directive(LiveValue);
