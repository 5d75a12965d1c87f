// Positions an element at a fraction of its parent's width. It sets the style by script, as a strict
// content security policy forbids style attributes.

import { noChange } from "lit-html";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit-html/directive.js";

class Placed extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError("placed() belongs on an element");
  }

  override render(_part: number): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [part]: [number]): typeof noChange {
    if (element instanceof HTMLElement) element.style.setProperty("--part", String(part));
    return noChange;
  }
}

/** Sets --part, which the style sheet reads, to a number from 0 to 1. */
export const placed = directive(Placed);
