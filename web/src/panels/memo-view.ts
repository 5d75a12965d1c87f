// A part of the panels that is redrawn only when something that its template read has changed.

import { render, type TemplateResult } from "lit-html";
import type { Context } from "./context.ts";
import { Memo } from "./tracked.ts";

export type Template = (context: Context) => TemplateResult | undefined;

export class MemoView {
  readonly #template: Memo<TemplateResult | undefined>;
  #drawn: TemplateResult | undefined;

  /** Empties the element; `draw` fills it with the template. */
  constructor(
    private readonly element: HTMLElement,
    context: Context,
    template: Template,
  ) {
    element.replaceChildren();
    this.#template = new Memo(() => template(context));
  }

  /** True while an element in it has the keyboard focus. */
  get focused(): boolean {
    return this.element.matches(":focus-within");
  }

  draw(): void {
    const template = this.#template.value;
    if (template === this.#drawn) return;
    this.#drawn = template;
    render(template, this.element);
  }
}
