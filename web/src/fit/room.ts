// Checks an item against the room's outline, inner walls and ceiling.

import { footprint } from "../geometry/footprint.ts";
import { bounds, wallPolygon } from "../geometry/index.ts";
import { contains, overlaps } from "../geometry/polygons.ts";
import type { Finding, Plan, Point } from "../model/index.ts";
import { boxesNear, type PlacedItem } from "./placed-item.ts";
import { narrowMm, slackMm } from "./thresholds.ts";

/** Returns findings when an item is outside the outline, or in an inner wall. */
export function shellFindings(item: PlacedItem, plan: Plan): Finding[] {
  const found: Finding[] = [];
  if (isOutside(item, plan.outline)) found.push({ code: "outside", verdict: "blocked" });
  if (isInWall(item, plan)) found.push({ code: "wall", verdict: "blocked" });
  return found;
}

/** Reports whether an item is outside the outline by more than rounding may cause. */
function isOutside({ piece, place }: PlacedItem, outline: readonly Point[]): boolean {
  if (outline.length < 3) return false;
  const { width, depth } = piece.size;
  const slim = { width: Math.max(1, width - 2 * slackMm), depth: Math.max(1, depth - 2 * slackMm) };
  return !footprint(piece.kind, place, slim, piece.mirrored).every((part) => contains(outline, part));
}

function isInWall({ parts, box, flat }: PlacedItem, plan: Plan): boolean {
  if (flat) return false;
  return plan.walls.some((wall) => {
    const around = wallPolygon([wall.from, wall.to], wall.thickness);
    return boxesNear(box, bounds(around), 0) && parts.some((part) => overlaps(part, around));
  });
}

/**
 * Checks the height: floors and ceilings are seldom level, so an item needs a little more than its height.
 */
export function ceilingFindings({ piece }: PlacedItem, { ceiling }: Plan): Finding[] {
  const { height } = piece.size;
  if (ceiling === undefined || ceiling - height >= narrowMm) return [];
  return [{ code: "ceiling", verdict: height > ceiling ? "blocked" : "tight", height, ceiling }];
}
