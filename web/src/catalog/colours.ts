// Colour names: assigns each `#rrggbb` to a family that has a name.

import type { Localised } from "./types.ts";

export const colourFamilies = [
  "white",
  "beige",
  "grey",
  "black",
  "brown",
  "red",
  "pink",
  "orange",
  "yellow",
  "green",
  "blue",
  "violet",
] as const;
export type ColourFamily = (typeof colourFamilies)[number];

export const colourNames: Readonly<Record<ColourFamily, Localised>> = {
  white: { en: "white", sv: "vit", de: "weiß" },
  beige: { en: "beige", sv: "beige", de: "beige" },
  grey: { en: "grey", sv: "grå", de: "grau" },
  black: { en: "black", sv: "svart", de: "schwarz" },
  brown: { en: "brown", sv: "brun", de: "braun" },
  red: { en: "red", sv: "röd", de: "rot" },
  pink: { en: "pink", sv: "rosa", de: "rosa" },
  orange: { en: "orange", sv: "orange", de: "orange" },
  yellow: { en: "yellow", sv: "gul", de: "gelb" },
  green: { en: "green", sv: "grön", de: "grün" },
  blue: { en: "blue", sv: "blå", de: "blau" },
  violet: { en: "violet", sv: "lila", de: "violett" },
};

/**
 * Examples of each family; the nearest one decides. Hues would not do: wood and linen have orange and
 * yellow hues, but people call them brown and beige.
 */
const examples: Readonly<Record<ColourFamily, readonly string[]>> = {
  white: ["#ffffff", "#f3efe8"],
  beige: ["#dccbae", "#c9b083", "#e8dfd0", "#d2b08a"],
  grey: ["#a3a19c", "#55565a", "#808080", "#d0d0d0"],
  black: ["#000000", "#2f2c2a"],
  brown: ["#86614a", "#5f4937", "#a5683f", "#4a2f1d"],
  red: ["#c0202a", "#e02020", "#8a1f2b", "#ff0000"],
  pink: ["#d3a59b", "#e8a0b4", "#ff69b4", "#f4c6cf"],
  orange: ["#e07b39", "#c07a5c", "#ff8800", "#b4694a"],
  yellow: ["#cf9d45", "#f0c93a", "#ffee00", "#f5e38a"],
  green: ["#93a183", "#4f6a55", "#2e8b4a", "#a9b39a", "#00c040"],
  blue: ["#6d8299", "#2f5fb3", "#a9bfcb", "#1b2f52", "#1090ff"],
  violet: ["#7c5670", "#8a4fb0", "#b49ac8", "#54308a"],
};

const anchors = colourFamilies.flatMap((family) => examples[family].map((e) => ({ family, rgb: rgb(e) })));

/** Families of the colours that were asked for: a catalogue has many pieces in few colours. */
const known = new Map<string, ColourFamily>();

export function colourFamily(colour: string): ColourFamily {
  const family = known.get(colour) ?? nearestFamily(colour);
  known.set(colour, family);
  return family;
}

function nearestFamily(colour: string): ColourFamily {
  const asked = rgb(colour);
  let nearest: { family: ColourFamily; far: number } = { family: "grey", far: Infinity };
  for (const { family, rgb } of anchors) {
    const far = apart(asked, rgb);
    if (far < nearest.far) nearest = { family, far };
  }
  return nearest.family;
}

type Rgb = readonly [number, number, number];

function rgb(colour: string): Rgb {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Returns the squared perceived difference of two colours, by the "redmean" weights of the channels. */
function apart([r1, g1, b1]: Rgb, [r2, g2, b2]: Rgb): number {
  const red = (r1 + r2) / 2;
  return (2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2;
}
