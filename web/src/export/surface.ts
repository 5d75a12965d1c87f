import type { Point } from "../model/index.ts";

// What a picture and a page have in common: polygons, lines and words. Everything is in
// the surface's own unit, from its upper left corner, y downwards.

export interface Stroke {
  /** `#rrggbb`. */
  fill?: string;
  stroke?: string;
  /** Of the stroke. */
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
  /** Clockwise. */
  degrees?: number;
}

export interface Surface {
  polygon(points: readonly Point[], ink: Stroke): void;
  line(points: readonly Point[], ink: Stroke): void;
  /** Words whose baseline begins, has its middle or ends at a point. */
  text(at: Point, words: string, lettering: TextStyle): void;
  /** How wide words are. */
  widthOf(words: string, lettering: TextStyle): number;
}

/** Breaks words into lines that are no wider than told; a word that is too long is broken, too. */
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

/** Words cut to a width, with an ellipsis where something is missing. */
export function cut(pen: Surface, words: string, lettering: TextStyle, width: number): string {
  if (pen.widthOf(words, lettering) <= width) return words;
  const letters = [...words];
  while (letters.length > 0 && pen.widthOf(`${letters.join("")}…`, lettering) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
