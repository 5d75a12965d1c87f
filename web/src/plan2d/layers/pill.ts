// Text on a pill that fits its width. The width is measured, because scripts and fonts differ.

import { set } from "../../symbols/dom.ts";

/** Padding of both sides together, and the average width of a letter where text can't be measured; pixels. */
const paddingPx = 20;
const letterPx = 7.6;

/** Sets the text if it has changed, and resizes the pill, which starts at `left` or is centred at 0. */
export function writeOnPill(text: SVGTextElement, pill: SVGRectElement, words: string, left?: number): void {
  if (text.textContent === words) return;
  text.textContent = words;
  const width = (text.getComputedTextLength() || words.length * letterPx) + paddingPx;
  const x = left ?? -width / 2;
  set(pill, { width, x });
  set(text, { x: x + width / 2 });
}
