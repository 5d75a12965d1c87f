// Colours for paper: those of the light scheme.

import type { Verdict } from "../model/index.ts";
import type { Tone } from "../symbols/index.ts";

export const ink = "#2d2621";
export const muted = "#6f6358";
export const hairline = "#d8ccbc";
export const measure = "#8a7d70";
export const paper = "#ffffff";

/** Colours of verdicts, dark enough for text on white. */
export const verdictColours: Readonly<Record<Verdict, string>> = {
  fits: "#2e7d4f",
  tight: "#8f5a0a",
  blocked: "#b03426",
};

const tones: Readonly<Record<Exclude<Tone, "fabric" | "seat" | "none" | "line">, string>> = {
  wood: "#cfab84",
  sheet: "#fbf7f0",
  leaf: "#7d9a72",
  pot: "#b4694a",
  glow: "#f7e3b4",
  glass: "#9db8c4",
  metal: "#6a625c",
  wall: "#4b4139",
  floor: "#f5ede0",
};

/** Returns the fill of a tone, where `colour` is the piece's own; undefined for tones without a fill. */
export function fillOf(tone: Tone, colour: string): string | undefined {
  if (tone === "none" || tone === "line") return undefined;
  if (tone === "fabric") return colour;
  return tone === "seat" ? mixed(colour, "#ffffff", 0.14) : tones[tone];
}

/** Returns the fill of a floor: a pale tone of its colour, so that furniture can be read on it. */
export function floorOf(colour: string): string {
  return mixed(colour, paper, 0.65);
}

/** Returns the outline of a fill: darker than it, but not black. */
export function edgeOf(colour: string): string {
  return mixed(colour, ink, 0.45);
}

function mixed(a: string, b: string, part: number): string {
  const channel = (at: number) => {
    const [from, to] = [a, b].map((c) => Number.parseInt(c.slice(at, at + 2), 16)) as [number, number];
    return Math.round(from + (to - from) * part)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
