// Splits a product's variants into two choices: of a colour, and of a size.

import type { Product, Variant } from "../catalog/types.ts";
import type { Size } from "../model/index.ts";

interface Choice {
  variant: Variant;
  size: Size;
  chosen: boolean;
}

export interface Choices {
  colours: readonly Choice[];
  /** With fewer than two there is nothing to choose. */
  sizes: readonly Choice[];
}

/**
 * Returns each colour, with its variant in the chosen size, and each size, with its variant in the
 * chosen colour; where that combination isn't made, with the first variant of that colour or size.
 */
export function choicesOf(product: Product, chosen: string): Choices {
  const sizeOf = (variant: Variant) => variant.size ?? product.size;
  const now = product.variants.find((v) => v.id === chosen) ?? product.variants[0];
  const colour = (v: Variant) => v.colour;
  const size = (v: Variant) => keyOf(sizeOf(v));
  const choices = (of: (v: Variant) => string, other: (v: Variant) => string) =>
    [...new Set(product.variants.map(of))].flatMap((value) => {
      const made = product.variants.filter((v) => of(v) === value);
      const variant = made.find((v) => v === now) ?? made.find((v) => other(v) === other(now)) ?? made[0];
      return variant ? [{ variant, size: sizeOf(variant), chosen: value === of(now) }] : [];
    });
  return { colours: choices(colour, size), sizes: choices(size, colour) };
}

function keyOf({ width, depth, height }: Size): string {
  return `${width} ${depth} ${height}`;
}
