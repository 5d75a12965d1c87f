// Puts an element at a part of its parent's width, by the object model: markup with styles
// in it would be stopped by a strict policy.

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

/** `part` is from 0 to 1; the style sheet reads it as --part. */
export const placed = directive(Placed);
