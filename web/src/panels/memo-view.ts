// A part of the panels, drawn anew only when something that its template read is another.

import { render, type TemplateResult } from "lit-html";
import type { Context } from "./context.ts";
import { Memo } from "./tracked.ts";

export type Template = (context: Context) => TemplateResult | undefined;

export class MemoView {
  readonly #template: Memo<TemplateResult | undefined>;
  #drawn: TemplateResult | undefined;

  /** Draws a part in an element, in place of what is there. */
  constructor(
    private readonly element: HTMLElement,
    context: Context,
    template: Template,
  ) {
    element.replaceChildren();
    this.#template = new Memo(() => template(context));
  }

  /** True while something in it has the keyboard's focus. */
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
