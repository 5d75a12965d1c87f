// Colours that go with a piece's own.

import { Color } from "three";

/** A colour made lighter (above 0) or darker, by a part of what is left to white or black. */
export function shade(colour: string, by: number): string {
  const end = new Color(by > 0 ? "#ffffff" : "#000000");
  return `#${new Color(colour).lerp(end, Math.abs(by)).getHexString()}`;
}

/** A number from 0 to 1 for each call, the same ones for the same seed. */
export function seededRandom(seed: string): () => number {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
