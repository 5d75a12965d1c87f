// Checks whether people can get around: from the door to everything that must be
// reached, on the widest way. The narrowest passage of that way is reported;
// narrower gaps that are not needed, such as between a sofa and its table, are not.

import type { Finding, Plan, Verdict } from "../model/index.ts";
import { widestWays } from "./bottleneck-paths.ts";
import { entrances } from "./entrance.ts";
import { floorOf } from "./floor.ts";
import { type Gap, gapsAt } from "./gap.ts";
import { obstaclesOf } from "./obstacle.ts";
import type { PlacedItem } from "./placed-item.ts";
import { reachOf, reachOfCells } from "./reach.ts";
import type { Task } from "./task.ts";
import { roomyMm, squeezeMm, walkways, widestClass } from "./thresholds.ts";

/** Returns the findings of all items that narrow or block ways, by id. */
export function* walkwayFindings(items: readonly PlacedItem[], plan: Plan): Task<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>();
  if (plan.outline.length < 3 || items.length === 0) return found;
  const tell = (item: PlacedItem | undefined, findings: Iterable<Finding>) =>
    item && found.set(item.id, [...(found.get(item.id) ?? []), ...findings]);
  const obstacles = obstaclesOf(items, plan);
  const floor = yield* floorOf(plan, obstacles);
  const { starts, others } = entrances(plan, floor);
  const ways = yield* widestWays(floor, starts);
  const narrow = new Set<number>();
  for (const item of items) {
    const reach = reachOf(item, floor, ways);
    if (reach?.half === 0) tell(item, [{ code: "unreachable", verdict: "blocked" }]);
    else if (reach && reach.half < roomyMm) narrow.add(reach.narrowest);
    yield;
  }
  for (const cells of others) narrow.add(reachOfCells(cells, ways).narrowest);
  narrow.delete(-1);
  for (const gap of yield* gapsAt(narrow, floor, obstacles)) {
    const { a, b } = gap;
    tell(a.item, walkway(gap, b.item));
    tell(b.item, walkway(gap, a.item));
  }
  return found;
}

/** Yields the finding for the item on one side of a gap; none when the gap is wide enough. */
function* walkway({ width, line }: Gap, other: PlacedItem | undefined): Iterable<Finding> {
  const needs = walkways.find((w) => width < w * 10);
  if (needs === undefined) return;
  const verdict: Verdict = width < squeezeMm ? "blocked" : needs === widestClass ? "fits" : "tight";
  yield { code: "walkway", verdict, width, needs, ...(other && { with: other.id }), gap: line };
}
