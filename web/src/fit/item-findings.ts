// All findings of one item, in the order in which people read them.

import type { Finding, Plan } from "../model/index.ts";
import { clearanceFindings, fixedFaces } from "./clearance.ts";
import { deliveryFindings, isMeasured, wayOf } from "./delivery.ts";
import { fixedOf, fixtureFindings } from "./fixtures.ts";
import { openingFindings, openingsOf } from "./openings.ts";
import type { PlacedItem } from "./placed-item.ts";
import { ceilingFindings, shellFindings } from "./room.ts";
import { headroomFindings, holdingFaces, supportFindings } from "./support.ts";

/** A plan, prepared once for all items. */
export type Shell = ReturnType<typeof shellOf>;

export function shellOf(plan: Plan) {
  return {
    plan,
    openings: openingsOf(plan),
    fixed: fixedOf(plan),
    obstructing: fixedFaces(plan),
    holding: holdingFaces(plan),
    way: wayOf(plan),
    measured: isMeasured(plan),
  };
}

/** Returns the findings of an item; `found` has those that come from a check of the room as a whole. */
export function findingsOf(
  item: PlacedItem,
  items: readonly PlacedItem[],
  { plan, openings, fixed, obstructing, holding, way, measured }: Shell,
  found: { overlaps: readonly Finding[]; walkways: readonly Finding[] },
): Finding[] {
  return [
    ...found.overlaps,
    ...shellFindings(item, plan),
    ...fixtureFindings(item, fixed),
    ...ceilingFindings(item, plan),
    ...supportFindings(item, plan, holding),
    ...headroomFindings(item, items),
    ...openingFindings(item, openings),
    ...found.walkways,
    ...clearanceFindings(item, items, obstructing),
    ...deliveryFindings(item, way, measured),
  ];
}
