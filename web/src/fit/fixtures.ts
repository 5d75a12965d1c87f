// Items in, or too near to, what is fixed in the room: pillars, radiators and sockets.

import { type Box, bounds, corners } from "../geometry/index.ts";
import { overlaps } from "../geometry/polygons.ts";
import type { Finding, Fixture, Kind, Plan, Point } from "../model/index.ts";
import { freeDepth } from "./free-depth.ts";
import { boxesNear, type HeightRange, heightsMeet, type PlacedItem } from "./placed-item.ts";
import { plugMm, radiatorMm } from "./thresholds.ts";

/** Kinds that hide a socket: nobody can reach behind or under them. */
const heavy: ReadonlySet<Kind> = new Set(["sofa", "corner", "bed", "wardrobe", "drawers", "storage"]);

/** A fixture with its area. */
export interface Fixed extends HeightRange {
  fixture: Fixture;
  around: readonly Point[];
  box: Box;
}

export function fixedOf({ fixtures = [] }: Pick<Plan, "fixtures">): Fixed[] {
  return fixtures.map((fixture) => {
    const around = corners(fixture, fixture);
    return { fixture, around, box: bounds(around), bottom: fixture.z, top: fixture.z + fixture.height };
  });
}

/** Reports whether a fixture stands in the room as furniture does; sockets are flush with their walls. */
export function isSolid({ fixture }: Fixed): boolean {
  return fixture.kind !== "socket";
}

export function fixtureFindings(item: PlacedItem, fixed: readonly Fixed[]): Finding[] {
  if (item.yields) return [];
  return fixed.flatMap((one) => {
    if (!boxesNear(item.box, one.box, radiatorMm) || !heightsMeet(item, one)) return [];
    return isSolid(one) ? solidFindings(item, one) : socketFindings(item, one);
  });
}

function solidFindings(item: PlacedItem, { fixture, around }: Fixed): Finding[] {
  const { id, kind } = fixture;
  if (kind !== "socket" && item.parts.some((part) => overlaps(part, around)))
    return [{ code: "fixture", verdict: "blocked", fixture: id, kind }];
  if (kind !== "radiator") return [];
  const front = { ...fixture, half: fixture.width / 2, reach: fixture.depth / 2 };
  const free = Math.round(freeDepth(front, item.parts));
  return free < radiatorMm
    ? [{ code: "radiator", verdict: "tight", fixture: id, free, needs: radiatorMm }]
    : [];
}

function socketFindings({ piece, parts }: PlacedItem, { fixture }: Fixed): Finding[] {
  // From the socket's back, which is at the wall, to where a plug ends.
  const plug = corners(fixture, { width: fixture.width, depth: fixture.depth + 2 * plugMm });
  if (!heavy.has(piece.kind) || !parts.some((part) => overlaps(part, plug))) return [];
  return [{ code: "socket", verdict: "tight", fixture: fixture.id }];
}
