// Recommends pieces for a room: what goes with one item, what the room lacks, and a smaller piece for one that
// does not fit. Pure, in steps of a few milliseconds; docs/recommendations.md describes it.

import type { Task } from "../fit/task.ts";
import { mostItems, placed } from "./placing.ts";
import { rankMissing, rankWith } from "./rank.ts";
import type { Occasion, Recommendation } from "./types.ts";

export { type Assortment, assortmentOf } from "./assortment.ts";
export { loadPairs, type Pairs, readPairs } from "./pairs.ts";
export { fits } from "./placing.ts";
export { rankWith } from "./rank.ts";
export { varied } from "./reasons.ts";
export { smallerFor } from "./smaller.ts";
export type { FindPlace, Occasion, Reason, Recommendation } from "./types.ts";

/** How many pieces are recommended at most. */
const most = 4;

/** Returns up to four pieces that go with an item and fit in the room (RC3); none for an unknown id. */
export function* goesWith(occasion: Occasion, id: string): Task<Recommendation[]> {
  const { input, findPlace } = occasion;
  const anchor = input.items.find((item) => item.id === id);
  if (!anchor || input.items.length > mostItems) return [];
  const ranked = yield* rankWith({ ...occasion, items: input.items }, anchor);
  return yield* placed(input, ranked, findPlace, most);
}

/** Returns up to four pieces of roles that the room lacks, and that fit in it (RC4). */
export function* finishRoom(occasion: Occasion): Task<Recommendation[]> {
  const { input, findPlace } = occasion;
  if (input.items.length > mostItems) return [];
  const ranked = yield* rankMissing({ ...occasion, items: input.items });
  return yield* placed(input, ranked, findPlace, most);
}
