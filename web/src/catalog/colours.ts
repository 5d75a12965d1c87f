// Colours as people say them: each `#rrggbb` belongs to a family that has a word.

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

/** Hue, 0 to 359; saturation and lightness, 0 to 1. */
function hsl(colour: string): { hue: number; saturation: number; lightness: number } {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const [range, lightness] = [most - least, (most + least) / 2];
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sixth = most === r ? (g - b) / range : most === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: (sixth * 60 + 360) % 360, saturation, lightness };
}

/** The last hue of each family, in degrees; past the last it is red again. */
const hues: readonly (readonly [ColourFamily, number])[] = [
  ["red", 14],
  ["orange", 42],
  ["yellow", 68],
  ["green", 170],
  ["blue", 255],
  ["violet", 310],
  ["pink", 345],
  ["red", 360],
];

export function colourFamily(colour: string): ColourFamily {
  const { hue, saturation, lightness } = hsl(colour);
  if (lightness > 0.92) return "white";
  if (lightness < 0.14) return "black";
  if (saturation < 0.1) return lightness < 0.25 ? "black" : "grey";
  const family = hues.find(([, last]) => hue <= last)?.[0] ?? "red";
  const warm = hue > 14 && hue <= 55;
  // Wood and linen are orange and yellow to a machine, brown and beige to people.
  if (warm && saturation < 0.6)
    return lightness > 0.66 ? "beige" : lightness < 0.62 || hue <= 42 ? "brown" : family;
  if (family === "red" && lightness > 0.72) return "pink";
  return family;
}
