// Formats prices and sizes for the panels.

import { formatLength, formatPrice } from "../units/index.ts";
import type { Context } from "./context.ts";

export function priceOf({ scene, words }: Context, minor: number | undefined): string {
  return minor === undefined ? words.noPrice : formatPrice(minor, scene.currency, scene.lang);
}

/** Formats lengths as a size: a metric unit is written once, and no length is broken across two lines. */
export function sizeOf({ scene, words }: Context, ...lengths: readonly number[]): string {
  const { units, lang } = scene;
  const metric = units === "cm" || units === "m";
  const written = lengths.map((mm, i) => {
    const text = formatLength(mm, units, lang).replaceAll(" ", "\u00a0");
    return metric && i < lengths.length - 1 ? text.replace(/\s\S+$/, "") : text;
  });
  return words.size(...written);
}
