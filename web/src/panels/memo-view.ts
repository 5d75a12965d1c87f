// A part of the panels, drawn anew only when one of the things it shows is another.

import { render, type TemplateResult } from "lit-html";
import type { Context } from "./context.ts";

export interface View {
  /** Everything that the template reads; compared by identity. */
  facts: (context: Context) => readonly unknown[];
  template: (context: Context) => TemplateResult | undefined;
}

export class MemoView {
  #shown: readonly unknown[] | undefined;

  /** Draws a part in an element, in place of what is there. */
  constructor(
    private readonly element: HTMLElement,
    private readonly part: View,
  ) {
    element.replaceChildren();
  }

  /** True while something in it has the keyboard's focus. */
  get focused(): boolean {
    return this.element.matches(":focus-within");
  }

  draw(context: Context): void {
    const facts = this.part.facts(context);
    if (this.#shown && same(facts, this.#shown)) return;
    this.#shown = facts;
    render(this.part.template(context), this.element);
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((fact, i) => Object.is(fact, b[i]));
}
