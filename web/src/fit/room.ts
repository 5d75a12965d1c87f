// Checks an item against the room's outline, inner walls and ceiling with its slopes.

import { ceilingOver } from "../geometry/ceiling.ts";
import { footprint } from "../geometry/footprint.ts";
import { bounds, wallPolygon } from "../geometry/index.ts";
import { contains, overlaps } from "../geometry/polygons.ts";
import { type Finding, hangs, type Plan, type Point } from "../model/index.ts";
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

function isInWall({ parts, box, yields }: PlacedItem, plan: Plan): boolean {
  if (yields) return false;
  return plan.walls.some((wall) => {
    const around = wallPolygon([wall.from, wall.to], wall.thickness);
    return boxesNear(box, bounds(around), 0) && parts.some((part) => overlaps(part, around));
  });
}

/**
 * Checks the height of an item's top. Floors and ceilings are seldom level, so what
 * stands needs a little more than its height; what hangs is put where it fits.
 */
export function ceilingFindings(item: PlacedItem, plan: Plan): Finding[] {
  const { place, piece, parts, top } = item;
  // What hangs from a slope is fixed at its centre, and may reach above the lower side of it.
  const over = piece.mount === "ceiling" ? [[[place.x, place.y] satisfies Point]] : parts;
  const ceiling = ceilingOver(plan, over);
  if (!ceiling) return [];
  const spare = ceiling.height - top;
  if (spare >= (hangs(piece.mount) ? -slackMm : narrowMm)) return [];
  const verdict = spare < 0 ? "blocked" : "tight";
  const code = ceiling.sloped ? "slope" : "ceiling";
  return [{ code, verdict, height: top, ceiling: Math.floor(ceiling.height) }];
}
