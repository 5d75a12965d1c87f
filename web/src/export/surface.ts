import type { Point } from "../model/index.ts";

// The drawing operations that a picture and a page share: polygons, lines and text.
// Coordinates are in the surface's own unit, from its upper left corner, y downwards.

export interface Stroke {
  /** `#rrggbb`. */
  fill?: string;
  stroke?: string;
  /** Width of the stroke, in the surface's unit. */
  width?: number;
  dash?: readonly number[];
}

export interface TextStyle {
  /** Height of the letters, in the surface's unit. */
  size: number;
  /** `#rrggbb`. */
  colour: string;
  bold?: boolean;
  align?: "left" | "center" | "right";
  /** Clockwise rotation. */
  degrees?: number;
}

export interface Surface {
  polygon(points: readonly Point[], ink: Stroke): void;
  line(points: readonly Point[], ink: Stroke): void;
  /** Draws a text; `at` is the start, middle or end of its baseline, depending on `align`. */
  text(at: Point, words: string, lettering: TextStyle): void;
  /** Returns the width of a text. */
  widthOf(words: string, lettering: TextStyle): number;
}

/** Breaks a text into lines that are at most `width` wide; also breaks words that are too long. */
export function wrapped(pen: Surface, words: string, lettering: TextStyle, width: number): string[] {
  const fits = (text: string) => pen.widthOf(text, lettering) <= width;
  const lines: string[] = [];
  let current = "";
  for (const word of words.split(/\s+/).filter((w) => w !== "")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (fits(longer)) current = longer;
    else {
      if (current !== "") lines.push(current);
      const parts = broken(word, fits);
      current = parts.pop() ?? "";
      lines.push(...parts);
    }
  }
  return current === "" ? lines : [...lines, current];
}

function broken(word: string, fits: (text: string) => boolean): string[] {
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && !fits(part + letter)) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}

/** Cuts a text to a width, and ends it with an ellipsis if it was cut. */
export function cut(pen: Surface, words: string, lettering: TextStyle, width: number): string {
  if (pen.widthOf(words, lettering) <= width) return words;
  const letters = [...words];
  while (letters.length > 0 && pen.widthOf(`${letters.join("")}…`, lettering) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
