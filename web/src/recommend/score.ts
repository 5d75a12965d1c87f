// How well a product goes with what stands in a room, and the reasons for it.

import { colourFamily } from "../catalog/colours.ts";
import type { Piece } from "../catalog/types.ts";
import type { Assortment, Offer } from "./assortment.ts";
import { harmony } from "./harmony.ts";
import { liftOf, type Pairs } from "./pairs.ts";
import { isInRange, nearness, usualness } from "./prices.ts";
import { byTelling } from "./reasons.ts";
import type { Reason } from "./types.ts";

/** An item that stands in the room, as a piece is compared with it. */
export interface Neighbour {
  id: string;
  piece: Piece;
}

/** Weights of the features, each from 0 to 1. */
const weights = { role: 3, together: 4, colour: 1, price: 0.7 } as const;
type Feature = keyof typeof weights;

/** The value of a price that is not known: what most products have. */
const usualPrice = 0.7;
/** The lift that counts fully; greater ones count no more. */
const fullLift = 6;
/** From these values on a feature is a reason. A colour must not clash with the rest of the room. */
const least = { lift: 1.2, colour: 0.75, colourOfAll: 0.6 };

/** A product in the variant that suits best. */
export interface Scored {
  offer: Offer;
  /** The variants to try, best first: the best colour, then the same in the smallest size. */
  pieces: readonly Piece[];
  score: number;
  /** All reasons that hold for it, the most telling first. */
  reasons: readonly Reason[];
}

/** What a product is compared with. */
export interface Compared {
  neighbours: readonly Neighbour[];
  assortment: Assortment;
  pairs: Pairs | undefined;
}

/**
 * Returns how well an offer goes with neighbours.
 * @param role How well its role stands with theirs, from 0 to 1.
 * @param byRole The reasons that hold because of its role.
 */
export function scored(offer: Offer, compared: Compared, role: number, byRole: readonly Reason[]): Scored {
  const { neighbours, assortment, pairs } = compared;
  const pieces = variantsFor(offer, neighbours);
  const [piece] = pieces;
  const lift = best(neighbours, (n) => liftOf(pairs, offer.product, n.piece.product));
  const values: Record<Feature, number> = {
    role,
    together: Math.min(1, Math.log(lift.value || 1) / Math.log(fullLift)),
    // One neighbour of a fitting colour does not make up for others that clash.
    colour: mean(neighbours, (n) => (piece ? harmony(piece.colour, n.piece.colour) : 0)),
    price: priceValue(piece, neighbours, assortment),
  };
  const names = Object.keys(weights) as Feature[];
  const score = names.reduce((sum, name) => sum + weights[name] * values[name], 0);
  const reasons = [...byRole];
  if (lift.value >= least.lift) reasons.push({ code: "together", with: lift.of });
  if (piece && values.colour >= least.colourOfAll) reasons.push(...byColour(piece, neighbours));
  reasons.push(...byPrice(pieces, compared));
  return { offer, pieces, score, reasons: byTelling(reasons) };
}

function byColour({ colour }: Piece, neighbours: readonly Neighbour[]): Reason[] {
  const { value, of } = best(neighbours, (n) => harmony(colour, n.piece.colour));
  return value < least.colour ? [] : [{ code: "colour", with: of, family: colourFamily(colour) }];
}

/** Returns the item whose price is nearest, if each of the variants is in its range. */
function byPrice(pieces: readonly Piece[], { neighbours, assortment }: Compared): Reason[] {
  const inRange = neighbours.filter((n) => pieces.every((piece) => isInRange(piece, n.piece, assortment)));
  const { of } = best(inRange, (n) => mean(pieces, (piece) => nearness(piece, n.piece, assortment) ?? 0));
  return pieces.length === 0 || inRange.length === 0 ? [] : [{ code: "price", with: of }];
}

/** Returns how well a price goes with those of neighbours, or, if there are none, how usual it is. */
function priceValue(piece: Piece | undefined, neighbours: readonly Neighbour[], levels: Assortment): number {
  if (!piece) return usualPrice;
  if (neighbours.length === 0) return usualness(piece, levels) ?? usualPrice;
  return mean(neighbours, (n) => nearness(piece, n.piece, levels) ?? usualPrice);
}

/** Returns the variants of an offer to try: that of the best colour, and the smallest one of that colour. */
function variantsFor({ pieces }: Offer, neighbours: readonly Neighbour[]): Piece[] {
  const rank = (piece: Piece) => mean(neighbours, (n) => harmony(piece.colour, n.piece.colour));
  const chosen = first(pieces, rank);
  if (!chosen) return [];
  const area = ({ size }: Piece) => size.width * size.depth;
  const smallest = first(
    pieces.filter(({ colour }) => colour === chosen.colour),
    (piece) => -area(piece),
  );
  return smallest && area(smallest) < area(chosen) ? [chosen, smallest] : [chosen];
}

/** Returns the element of the highest rank; of equal ones the first. */
function first<T>(list: readonly T[], rank: (one: T) => number): T | undefined {
  let found: { one: T; by: number } | undefined;
  for (const one of list) {
    const by = rank(one);
    if (!found || by > found.by) found = { one, by };
  }
  return found?.one;
}

/** Returns the highest value of any neighbour, and its id. */
export function best(
  neighbours: readonly Neighbour[],
  value: (n: Neighbour) => number,
): { value: number; of: string } {
  const found = first(neighbours, value);
  return found ? { value: value(found), of: found.id } : { value: 0, of: "" };
}

function mean<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((sum, one) => sum + value(one), 0) / Math.max(1, list.length);
}
