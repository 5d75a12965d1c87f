// Splits a product's variants into two choices: of a colour, and of a size.

import type { Product, Variant } from "../catalog/types.ts";
import { isEqual } from "../json/equal.ts";
import type { Size } from "../model/index.ts";
import { listedSides } from "../symbols/front-view.ts";

type Sized = Pick<Choice, "size">;

interface Choice {
  variant: Variant;
  size: Size;
  /** The lengths by which people tell it from the other choices, millimetres: two as in lists, else all three. */
  sides: readonly number[];
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
  const choices = (of: (v: Variant) => string, other: (v: Variant) => string): Choice[] => {
    const all = [...new Set(product.variants.map(of))].flatMap((value) => {
      const made = product.variants.filter((v) => of(v) === value);
      const variant = made.find((v) => v === now) ?? made.find((v) => other(v) === other(now)) ?? made[0];
      return variant ? [{ variant, size: sizeOf(variant), chosen: value === of(now) }] : [];
    });
    return all.map((choice) => ({ ...choice, sides: sidesOf(choice, all) }));
  };
  const sidesOf = (choice: Sized, all: readonly Sized[]): readonly number[] => {
    const listed = ({ size }: Sized) => listedSides({ kind: product.kind, size });
    const alike = all.filter((other) => isEqual(listed(other), listed(choice)));
    const { width, depth, height } = choice.size;
    return alike.length > 1 ? [width, depth, height] : listed(choice);
  };
  return { colours: choices(colour, size), sizes: choices(size, colour) };
}

function keyOf({ width, depth, height }: Size): string {
  return `${width} ${depth} ${height}`;
}
