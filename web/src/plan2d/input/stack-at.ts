// Finds the items at a point of the plan, for taps that go from each to the one below it.

import { pointWithin } from "../../geometry/axes.ts";
import type { Point } from "../../model/index.ts";
import { drawRank } from "../../symbols/top-view.ts";
import type { ShownItem } from "../item-view-model.ts";
import { targetSize } from "../layers/items.ts";

/** Returns the ids of the items at a point, from the topmost down, as they are drawn. */
export function stackAt(items: readonly ShownItem[], at: Point): string[] {
  const rank = ({ place, piece }: ShownItem) => drawRank(piece, place.z);
  return items
    .filter(({ place, piece }) => {
      const { width, height } = targetSize(piece);
      const [right, front] = pointWithin(place, at);
      return Math.abs(right) <= width / 2 && Math.abs(front) <= height / 2;
    })
    .reverse()
    .sort((a, b) => rank(b) - rank(a))
    .map(({ id }) => id);
}
