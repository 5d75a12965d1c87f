// Shades of a piece's colour, and a seeded random generator.

import { Color } from "three";

/** Returns a colour mixed with white (`by` above 0) or black (below 0), from -1 to 1. */
export function shade(colour: string, by: number): string {
  const end = new Color(by > 0 ? "#ffffff" : "#000000");
  return `#${new Color(colour).lerp(end, Math.abs(by)).getHexString()}`;
}

/** Returns a generator of numbers from 0 to 1 (exclusive), the same sequence for the same seed. */
export function seededRandom(seed: string): () => number {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
