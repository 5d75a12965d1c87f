// Whether something holds an item, as its mount demands, and whether people can walk under what hangs.

import { ceilingOver } from "../geometry/ceiling.ts";
import { corners, edges, pointInPolygon, type Segment, segmentDistance } from "../geometry/index.ts";
import { wallSegments } from "../geometry/wall-distance.ts";
import type { Finding, Plan, Point } from "../model/index.ts";
import { isOnFloor, type PlacedItem } from "./placed-item.ts";
import { askew, hangMm, headroomMm } from "./thresholds.ts";

/** Positions along the back of a wall piece that must be at a wall, as parts of its width. */
const backParts = [0, 0.25, 0.5, 0.75, 1];

/** Returns the faces of what a wall piece may hang on: walls and pillars. */
export function holdingFaces(plan: Plan): Segment[] {
  const pillars = (plan.fixtures ?? []).filter(({ kind }) => kind === "pillar");
  return [...wallSegments(plan), ...pillars.flatMap((pillar) => edges(corners(pillar, pillar)))];
}

export function supportFindings(item: PlacedItem, plan: Plan, faces: readonly Segment[]): Finding[] {
  if (isHeld(item, plan, faces)) return [];
  return [{ code: "unsupported", verdict: "blocked", mount: item.piece.mount }];
}

function isHeld(item: PlacedItem, plan: Plan, faces: readonly Segment[]): boolean {
  if (item.piece.mount === "ceiling") return hangsFromCeiling(item, plan);
  if (item.on !== undefined) return true;
  if (item.piece.mount === "top") return false;
  // Wall pieces may lean or stand on the floor: in rooms of before all of them do.
  return isOnFloor(item) || (item.piece.mount === "wall" && isAtWall(item, faces));
}

/**
 * Reports whether an item is as high as the ceiling, somewhere above it;
 * the check of the ceiling finds what is too high.
 */
function hangsFromCeiling({ place, piece, top }: PlacedItem, plan: Plan): boolean {
  const ceiling = ceilingOver(plan, [corners(place, piece.size)]);
  return ceiling === undefined || top >= ceiling.height - hangMm;
}

/** Reports whether the whole back of an item is at walls. */
function isAtWall({ place, piece }: PlacedItem, faces: readonly Segment[]): boolean {
  const [left, right] = corners(place, piece.size);
  const far = hangMm + piece.size.width * askew;
  return backParts.every((part) => {
    if (!left || !right) return false;
    const at: Point = [left[0] + (right[0] - left[0]) * part, left[1] + (right[1] - left[1]) * part];
    return faces.some((face) => segmentDistance(at, face) <= far);
  });
}

/** Returns a finding when an item hangs from the ceiling at the height of heads, and not over another. */
export function headroomFindings(item: PlacedItem, others: readonly PlacedItem[]): Finding[] {
  const { place, piece, bottom } = item;
  if (piece.mount !== "ceiling" || bottom >= headroomMm) return [];
  const isUnder = (o: PlacedItem) =>
    !o.yields && o.bottom < bottom && o.parts.some((part) => pointInPolygon(part, [place.x, place.y]));
  return others.some(isUnder) ? [] : [{ code: "headroom", verdict: "tight", height: bottom }];
}
