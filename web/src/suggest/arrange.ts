// Finds places for suggested products, as if each were added after the other. A piece is left out if it does not
// fit in any of its sizes, or would make another worse.

import { placeSteps } from "../arrange/placement.ts";
import type { Piece, Product } from "../catalog/types.ts";
import { fitSteps } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import type { FitInput } from "../fit/types.ts";
import type { Place } from "../model/index.ts";
import { findPlace } from "../planner/find-place.ts";
import { placedItems } from "../planner/placed-items.ts";
import type { Scene } from "../planner/scene.ts";
import { runInSlices } from "../planner/time-slicing.ts";
import { fitsAt } from "../recommend/placing.ts";

/** One piece with its place. */
interface Placed extends Place {
  product: string;
  variant: string;
}

/** Products that are asked for; without `variant` in the first of its variants that fits. */
export interface Wanted {
  product: string;
  variant?: string;
  count: number;
}

export interface Arranged {
  placed: readonly Placed[];
  /** Ids of the products that are left out, one for each piece, in the order of the suggestion. */
  left: readonly string[];
}

/** Most variants of a product that are tried, and the work that the search for the place of one may do. */
const mostVariants = 4;
const effort = 4000;

/** Resolves to places for pieces, at which each fits with all others by the whole check; changes nothing. */
export function arrange(scene: Scene, wanted: readonly Wanted[]): Promise<Arranged> {
  return new Promise((done) => runInSlices(arrangeSteps(scene, wanted), done));
}

function* arrangeSteps(scene: Scene, wanted: readonly Wanted[]): Task<Arranged> {
  const each = wanted.flatMap(({ count, ...one }) => Array<Omit<Wanted, "count">>(count).fill(one));
  const products = new Map(scene.catalog.products.map((product) => [product.id, product]));
  const placed = new Map<number, Placed>();
  let items: FitInput["items"] = placedItems(scene);
  for (const index of inOrder(scene, each)) {
    const one = each[index];
    const product = products.get(one?.product ?? "");
    if (!product) continue;
    const found = yield* placeOfOne(scene, items, variantsOf(product, scene, one?.variant));
    if (!found) continue;
    const { piece, place } = found;
    placed.set(index, { ...place, product: product.id, variant: piece.variant });
    items = [...items, { id: `suggested ${index}`, place, piece }];
  }
  const indexes = [...each.keys()];
  return {
    placed: indexes.flatMap((i) => placed.get(i) ?? []),
    left: indexes.filter((i) => !placed.has(i)).flatMap((i) => each[i]?.product ?? []),
  };
}

/** Returns the first of some variants that fits in a room, and the place; undefined if none does. */
function* placeOfOne(
  scene: Scene,
  items: FitInput["items"],
  variants: readonly Piece[],
): Task<{ piece: Piece; place: Place } | undefined> {
  const input = { plan: scene.plan, items };
  const before = yield* fitSteps(input);
  for (const piece of variants) {
    const place = yield* placeIn(scene, input, piece);
    if (place && (yield* fitsAt(input, before, piece, place))) return { piece, place };
  }
  return undefined;
}

function* placeIn(scene: Scene, input: FitInput, piece: Piece): Task<Place | undefined> {
  if (scene.plan.outline.length >= 3) return yield* placeSteps(input, piece, { effort });
  // Without walls any place is as good that is clear of the rest.
  return findPlace({ ...scene, items: new Map() }, piece, {}, input.items);
}

/**
 * Returns the variants to try: the default, then its smaller sizes that do not cost more, the largest first, each
 * in the default's colour if there is one. A variant that is chosen is the only one.
 */
function variantsOf({ id, variants }: Product, { pieceOf, currency }: Scene, chosen?: string): Piece[] {
  const pieces = variants.map((variant) => pieceOf({ product: id, variant: variant.id }));
  if (chosen !== undefined) return pieces.filter(({ variant }) => variant === chosen);
  const [first] = pieces;
  if (!first) return [];
  const area = ({ size }: Piece) => size.width * size.depth;
  const price = ({ prices }: Piece) => prices[currency] ?? 0;
  const rank = (piece: Piece) => area(piece) + (piece.colour === first.colour ? 0.5 : 0);
  const smaller = pieces.filter((piece) => area(piece) < area(first) && price(piece) <= price(first));
  const sizes = new Map<number, Piece>();
  for (const piece of smaller.sort((a, b) => rank(b) - rank(a))) {
    if (!sizes.has(area(piece))) sizes.set(area(piece), piece);
  }
  return [first, ...sizes.values()].slice(0, mostVariants);
}

/** Returns the indexes of the pieces in the order in which they are placed: what stands on others last. */
function inOrder({ pieceOf }: Scene, wanted: readonly Pick<Wanted, "product">[]): number[] {
  const rankOf = (product = "") => (pieceOf({ product, variant: "" }).mount === "top" ? 1 : 0);
  return [...wanted.keys()].sort((a, b) => rankOf(wanted[a]?.product) - rankOf(wanted[b]?.product));
}
