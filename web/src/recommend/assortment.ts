// The shop's products as recommendations use them.

import { type Role, roleOf } from "../arrange/roles.ts";
import type { Catalog, Piece } from "../catalog/types.ts";

/** A product with its variants. */
export interface Offer {
  product: string;
  role: Role;
  /** The variants, the default first. */
  pieces: readonly Piece[];
  /** Where the default's price is among those of its role, from 0 to 1; undefined without a price. */
  band: number | undefined;
}

export interface Assortment {
  offers: readonly Offer[];
  byProduct: ReadonlyMap<string, Offer>;
}

/** Returns a catalogue's products, in its order. `currency` is ISO 4217. */
export function assortmentOf(
  { products }: Pick<Catalog, "products">,
  pieceOf: (chosen: { product: string; variant: string }) => Piece,
  currency: string,
): Assortment {
  const plain = products.map(({ id, variants }) => {
    const pieces = variants.map((variant) => pieceOf({ product: id, variant: variant.id }));
    const [first] = pieces;
    return {
      product: id,
      role: first ? roleOf(first) : ("other" as const),
      pieces,
      price: first?.prices[currency],
    };
  });
  const prices = new Map<Role, number[]>();
  for (const { role, price } of plain) {
    if (price !== undefined) prices.set(role, [...(prices.get(role) ?? []), price]);
  }
  for (const list of prices.values()) list.sort((a, b) => a - b);
  const offers = plain.map(({ price, ...offer }) => ({
    ...offer,
    band: price === undefined ? undefined : bandOf(price, prices.get(offer.role) ?? []),
  }));
  return { offers, byProduct: new Map(offers.map((offer) => [offer.product, offer])) };
}

/** Returns where a price is in a sorted list, from 0 to 1; the middle of equal ones. */
function bandOf(price: number, sorted: readonly number[]): number {
  if (sorted.length < 2) return 0.5;
  const below = sorted.filter((other) => other < price).length;
  const equal = sorted.filter((other) => other === price).length;
  return (below + (equal - 1) / 2) / (sorted.length - 1);
}
