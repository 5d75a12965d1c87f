// Finds places for suggested products, as if each were added after the other. A piece is left out if it would
// not stand well, or would block another.

import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import { fitSteps } from "../fit/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { Place } from "../model/index.ts";
import { findPlace } from "../planner/find-place.ts";
import type { Scene } from "../planner/scene.ts";
import { runInSlices } from "../planner/time-slicing.ts";

/** One piece with its place. */
interface Placed extends Place {
  product: string;
  variant: string;
}

export interface Arranged {
  placed: readonly Placed[];
  /** Ids of the products without a place, one for each piece, in the order of the suggestion. */
  left: readonly string[];
}

/** Resolves to places for pieces, of which each passes the fit check with all others; changes nothing. */
export async function arrange(
  scene: Scene,
  products: readonly { product: string; count: number }[],
): Promise<Arranged> {
  const wanted = products.flatMap(({ product, count }) => Array<string>(count).fill(product));
  const sold = new Map(scene.catalog.products.map((product) => [product.id, product]));
  const placed = new Map<number, Placed>();
  let now = scene;
  let before = await checked(now);
  for (const [index, product] of inOrder(scene, wanted)) {
    const variant = sold.get(product)?.variants[0].id;
    if (variant === undefined) continue;
    const body = { product, variant };
    const place = findPlace(now, scene.pieceOf(body));
    const item: ItemView = {
      ...body,
      ...place,
      id: `suggested ${index}`,
      version: 0,
      lock: { state: "free" },
      tentative: true,
    };
    const next = { ...now, items: new Map(now.items).set(item.id, item) };
    const after = await checked(next);
    if (!isAccepted(item.id, before, after)) continue;
    placed.set(index, { ...body, ...place });
    [now, before] = [next, after];
  }
  const indexes = [...wanted.keys()];
  return {
    placed: indexes.flatMap((i) => placed.get(i) ?? []),
    left: indexes.filter((i) => !placed.has(i)).flatMap((i) => wanted[i] ?? []),
  };
}

/** Returns the pieces with their positions: what carries others first, what stands on others last. */
function inOrder({ pieceOf }: Scene, wanted: readonly string[]): [number, string][] {
  const rank = ({ mount }: Piece) => (mount === "top" ? 1 : 0);
  const rankOf = (product: string) => rank(pieceOf({ product, variant: "" }));
  return [...wanted.entries()].sort(([, a], [, b]) => rankOf(a) - rankOf(b));
}

function checked({ plan, items, pieceOf }: Scene): Promise<FitReport> {
  const standing = [...items.values()].map((item) => ({ id: item.id, place: item, piece: pieceOf(item) }));
  const input = { plan, items: standing };
  return new Promise((done) => runInSlices(fitSteps(input), done));
}

/** Reports whether a new item is not blocked, and blocks nothing that was not blocked before. */
function isAccepted(id: string, before: FitReport, after: FitReport): boolean {
  if (after.items.get(id)?.verdict === "blocked") return false;
  return [...after.items.values()].every(
    (item) => item.verdict !== "blocked" || before.items.get(item.id)?.verdict === "blocked",
  );
}
