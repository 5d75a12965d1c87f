// Draws texts with letters that the PDF's own fonts lack, as pictures in the browser's fonts.

import type { TextStyle } from "./surface.ts";

/** Resolution: 600 dots per inch, fine enough for print. */
const dotsPerMm = 600 / 25.4;
const fonts = "Helvetica, Arial, sans-serif";
/** Dots around the letters, for the antialiasing of the outermost ones. */
const edge = 1;

/**
 * A text as a picture. Lengths in millimetres; `left` and
 * `below` are measured from the start of the baseline.
 */
export interface Glyphs {
  /** PNG as a data URL. */
  image: string;
  width: number;
  height: number;
  left: number;
  below: number;
}

/** Draws texts with a canvas; works only in a browser. */
export class GlyphPainter {
  readonly #context = globalThis.document?.createElement("canvas").getContext("2d");

  get works(): boolean {
    return Boolean(this.#context);
  }

  /** Returns the width of a text in millimetres. */
  widthOf(words: string, lettering: TextStyle): number {
    return this.#measure(words, lettering).width / dotsPerMm;
  }

  /** Returns a text as a picture; undefined when nothing of it is visible. */
  paint(words: string, lettering: TextStyle): Glyphs | undefined {
    const box = this.#measure(words, lettering);
    const left = Math.ceil(box.actualBoundingBoxLeft) + edge;
    const above = Math.ceil(box.actualBoundingBoxAscent) + edge;
    const below = Math.ceil(box.actualBoundingBoxDescent) + edge;
    const width = left + Math.ceil(box.actualBoundingBoxRight) + edge;
    const height = above + below;
    const context = this.#context;
    if (!context || width <= 2 * edge || height <= 2 * edge) return;
    context.canvas.width = width;
    context.canvas.height = height;
    context.font = fontOf(lettering);
    context.fillStyle = lettering.colour;
    context.fillText(words, left, above);
    const image = context.canvas.toDataURL();
    const mm = (dots: number) => dots / dotsPerMm;
    return { image, width: mm(width), height: mm(height), left: mm(left), below: mm(below) };
  }

  #measure(words: string, lettering: TextStyle): TextMetrics {
    const context = this.#context;
    if (!context) throw new Error("There is no canvas to draw on.");
    context.font = fontOf(lettering);
    return context.measureText(words);
  }
}

function fontOf({ size, bold = false }: TextStyle): string {
  return `${bold ? 700 : 400} ${size * dotsPerMm}px ${fonts}`;
}
