// Words on a pill that is as wide as they are: scripts and fonts differ, so they are measured.

import { set } from "../../symbols/dom.ts";

/** What is around the words, and an average letter where nothing can be measured; pixels. */
const paddingPx = 20;
const letterPx = 7.6;

/** Writes words that differ from what is there. The pill begins at `left`, or stands around 0; the words are in its middle. */
export function writeOnPill(text: SVGTextElement, pill: SVGRectElement, words: string, left?: number): void {
  if (text.textContent === words) return;
  text.textContent = words;
  const width = (text.getComputedTextLength() || words.length * letterPx) + paddingPx;
  const x = left ?? -width / 2;
  set(pill, { width, x });
  set(text, { x: x + width / 2 });
}
