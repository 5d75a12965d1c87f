// How well a product goes with what stands in a room, and which of the reasons counts most.

import { colourFamily } from "../catalog/colours.ts";
import type { Piece } from "../catalog/types.ts";
import type { Assortment, Offer } from "./assortment.ts";
import { harmony } from "./harmony.ts";
import { liftOf, type Pairs } from "./pairs.ts";
import type { Reason } from "./types.ts";

/** An item that stands in the room, as a piece is compared with it. */
export interface Neighbour {
  id: string;
  piece: Piece;
}

/**
 * Weights of the features, each from 0 to 1, and the value that most of the products have that are shown: a
 * feature is a reason by what it has above that.
 */
const features = {
  role: { weight: 3, usual: 0.85 },
  together: { weight: 4, usual: 0 },
  colour: { weight: 1, usual: 0.6 },
  price: { weight: 0.7, usual: 0.7 },
} as const;
type Feature = keyof typeof features;

/** The lift that counts fully; greater ones count no more. */
const fullLift = 6;

/** A product in the variant that suits best. */
export interface Scored {
  offer: Offer;
  /** The variants to try, best first: the best colour, then the same in the smallest size. */
  pieces: readonly Piece[];
  score: number;
  reason: Reason;
}

/**
 * Returns how well an offer goes with neighbours, at least one of them.
 * @param role How well its role stands with theirs, from 0 to 1.
 * @param byRole The reason if its role counts most.
 */
export function scored(
  offer: Offer,
  neighbours: readonly Neighbour[],
  role: number,
  byRole: Reason,
  { byProduct }: Assortment,
  pairs: Pairs | undefined,
): Scored {
  const pieces = variantsFor(offer, neighbours);
  const [piece] = pieces;
  const together = best(neighbours, (n) =>
    Math.min(1, Math.log(liftOf(pairs, offer.product, n.piece.product)) / Math.log(fullLift)),
  );
  const colour = best(neighbours, (n) => (piece ? harmony(piece.colour, n.piece.colour) : 0));
  const price = best(neighbours, (n) => sameBand(offer.band, byProduct.get(n.piece.product)?.band));
  const values: Record<Feature, number> = {
    role,
    together: together.value,
    // One neighbour of a fitting colour does not make up for others that clash.
    colour: mean(neighbours, (n) => (piece ? harmony(piece.colour, n.piece.colour) : 0)),
    price: mean(neighbours, (n) => sameBand(offer.band, byProduct.get(n.piece.product)?.band)),
  };
  const reasons: Record<Feature, Reason> = {
    role: byRole,
    together: { code: "together", with: together.of },
    colour: { code: "colour", with: colour.of, family: colourFamily(piece?.colour ?? "#808080") },
    price: { code: "price", with: price.of },
  };
  const names = Object.keys(features) as Feature[];
  const score = names.reduce((sum, name) => sum + features[name].weight * values[name], 0);
  const surplus = (name: Feature) => features[name].weight * (values[name] - features[name].usual);
  const most = names.reduce((a, b) => (surplus(b) > surplus(a) ? b : a));
  return { offer, pieces, score, reason: byRole.code === "begin" ? byRole : reasons[most] };
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
function best(
  neighbours: readonly Neighbour[],
  value: (n: Neighbour) => number,
): { value: number; of: string } {
  const found = first(neighbours, value);
  return found ? { value: value(found), of: found.id } : { value: 0, of: "" };
}

function mean(neighbours: readonly Neighbour[], value: (n: Neighbour) => number): number {
  return neighbours.reduce((sum, n) => sum + value(n), 0) / Math.max(1, neighbours.length);
}

/** Returns how near two parts of the prices are, from 0 to 1; as usual if one is not known. */
function sameBand(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? features.price.usual : 1 - Math.abs(one - other);
}
