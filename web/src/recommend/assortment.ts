// The shop's products as recommendations use them.

import { type Role, roleOf } from "../arrange/roles.ts";
import type { Catalog, Piece } from "../catalog/types.ts";
import { medianOf, type PriceLevels } from "./prices.ts";

/** A product with its variants. */
export interface Offer {
  product: string;
  role: Role;
  /** The variants, the default first. */
  pieces: readonly Piece[];
}

export interface Assortment extends PriceLevels {
  offers: readonly Offer[];
}

/** Returns a catalogue's products, in its order. `currency` is ISO 4217. */
export function assortmentOf(
  { products }: Pick<Catalog, "products">,
  pieceOf: (chosen: { product: string; variant: string }) => Piece,
  currency: string,
): Assortment {
  const offers = products.map(({ id, variants }): Offer => {
    const pieces = variants.map((variant) => pieceOf({ product: id, variant: variant.id }));
    const [first] = pieces;
    return { product: id, role: first ? roleOf(first) : "other", pieces };
  });
  const prices = new Map<Role, number[]>();
  for (const { role, pieces } of offers) {
    const price = pieces[0]?.prices[currency];
    if (price !== undefined) prices.set(role, [...(prices.get(role) ?? []), price]);
  }
  const medians = new Map([...prices].map(([role, list]) => [role, medianOf(list)]));
  return { offers, currency, medians };
}
