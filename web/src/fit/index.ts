// The fit check: runs all checks of a room, and combines their findings.

import { carrierOf } from "../furniture/carriers.ts";
import type { Finding } from "../model/index.ts";
import { fixedOf, fixtureFindings } from "./fixtures.ts";
import { findingsOf, shellOf } from "./item-findings.ts";
import { collide, overlapFindings } from "./overlap.ts";
import { heightRange, heightsMeet, type PlacedItem, placedItem } from "./placed-item.ts";
import { shellFindings } from "./room.ts";
import { mapTask, runSync, type Task } from "./task.ts";
import type { FitInput, FitReport, ItemFit } from "./types.ts";
import { itemFit, reportOf } from "./verdict.ts";
import { walkwayFindings } from "./walkway.ts";

export { withDragged } from "./drag-overlaps.ts";
export type { FitInput, FitReport, ItemFit } from "./types.ts";
export { reportOf } from "./verdict.ts";

/** Checks the whole room. */
export function checkFit(input: FitInput): FitReport {
  return runSync(fitSteps(input));
}

/** Checks the whole room in steps of less than a millisecond. */
export function* fitSteps({ plan, items: placed }: FitInput): Task<FitReport> {
  const items = yield* mapTask(placed, (item) => placedItem(item, carrierOf(item, placed)));
  const shell = shellOf(plan);
  const overlaps = yield* overlapsOf(items);
  const walkways = yield* walkwayFindings(items, plan);
  const fits = yield* mapTask(items, (item) => {
    const found = { overlaps: overlaps.get(item.id) ?? [], walkways: walkways.get(item.id) ?? [] };
    return itemFit(item.id, findingsOf(item, items, shell, found));
  });
  return reportOf(fits);
}

/** Checks dragged items against the rest: overlaps, walls and fixtures only, fast enough for every frame. */
export function checkOverlaps(ids: readonly string[], input: FitInput): Map<string, ItemFit> {
  const wanted = new Set(ids);
  const dragged = input.items.filter((item) => wanted.has(item.id)).map((item) => placedItem(item));
  const fixed = fixedOf(input.plan);
  return new Map(
    dragged.map((item) => {
      const near = input.items.filter((other) => mayTouch(item, other)).map((other) => placedItem(other));
      return [
        item.id,
        itemFit(item.id, [
          ...overlapFindings(item, near),
          ...shellFindings(item, input.plan),
          ...fixtureFindings(item, fixed),
        ]),
      ];
    }),
  );
}

/** Returns the overlaps of all items; each pair is compared once, and reported for both. */
function* overlapsOf(items: readonly PlacedItem[]): Task<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>(items.map(({ id }) => [id, []]));
  for (const a of items) {
    for (const b of items) {
      if (a === b) break;
      if (!collide(a, b)) continue;
      found.get(a.id)?.push({ code: "overlap", verdict: "blocked", with: b.id });
      found.get(b.id)?.push({ code: "overlap", verdict: "blocked", with: a.id });
    }
    yield;
  }
  return found;
}

/** Reports whether two items are near enough to touch in any rotation. */
function mayTouch(a: PlacedItem, b: FitInput["items"][number]): boolean {
  if (!heightsMeet(a, heightRange(b))) return false;
  const reach = radius(a) + radius(b);
  const dx = a.place.x - b.place.x;
  const dy = a.place.y - b.place.y;
  return dx * dx + dy * dy <= reach * reach;
}

function radius({ piece: { size } }: FitInput["items"][number]): number {
  return Math.hypot(size.width, size.depth) / 2;
}
