// The free floor that a piece needs at its sides, for example to open drawers or to get out of bed.

import type { Clearance } from "../catalog/types.ts";
import { type Box, bounds, edges, normalizeAngle, wallPolygon } from "../geometry/index.ts";
import type { Finding, Kind, Plan, Point } from "../model/index.ts";
import { fixedOf, isSolid } from "./fixtures.ts";
import { type Front, freeDepth } from "./free-depth.ts";
import { belongs } from "./overlap.ts";
import { boxesNear, type HeightRange, heightsMeet, type PlacedItem } from "./placed-item.ts";

type Side = keyof Clearance;

/** Angle from a piece's front to each side, degrees clockwise. */
const turns: Record<Side, number> = { front: 0, left: 90, back: 180, right: 270 };
/** Kinds that are meant to stand beside or in front of a kind. */
const companions: Partial<Record<Kind, readonly Kind[]>> = {
  bed: ["nightstand", "lamp"],
  sofa: ["ottoman"],
  corner: ["ottoman"],
  armchair: ["ottoman"],
};

/** A face of a wall, or a fixture, that may obstruct. */
export interface FixedFace extends HeightRange {
  around: readonly Point[];
  box: Box;
}

/** Returns the faces of all walls, and the fixtures that stand in the room. */
export function fixedFaces(plan: Pick<Plan, "outline" | "walls" | "fixtures">): FixedFace[] {
  const { outline, walls } = plan;
  const inner = walls.map((wall) => wallPolygon([wall.from, wall.to], wall.thickness));
  const all: (readonly Point[])[] = outline.length < 3 ? inner : [...edges(outline), ...inner];
  const faces = all.map((around) => ({ around, box: bounds(around), bottom: -Infinity, top: Infinity }));
  return [...faces, ...fixedOf(plan).filter(isSolid)];
}

export function clearanceFindings(
  item: PlacedItem,
  others: readonly PlacedItem[],
  fixed: readonly FixedFace[],
): Finding[] {
  const wanted = Object.entries(item.piece.clearance) as [Side, number][];
  if (wanted.length === 0) return [];
  const most = Math.max(...wanted.map(([, needs]) => needs));
  const isNear = (o: FixedFace | PlacedItem) => boxesNear(item.box, o.box, most) && heightsMeet(item, o);
  const near = others.filter((o) => isNear(o) && counts(o, item));
  const shapes = [...fixed.filter(isNear).map((f) => f.around), ...near.flatMap((o) => o.parts)];
  return wanted.flatMap(([side, needs]): Finding[] => {
    const free = Math.round(freeDepth(frontOf(item, side), shapes));
    return free < needs ? [{ code: "clearance", verdict: "tight", side, free, needs }] : [];
  });
}

/**
 * Reports whether an item may obstruct another; a chair at its desk or a nightstand
 * at its bed doesn't, nor does what stands on a carrier, because that does.
 */
function counts(other: PlacedItem, item: PlacedItem): boolean {
  if (
    other === item ||
    other.yields ||
    other.on !== undefined ||
    belongs(other, item) ||
    belongs(item, other)
  )
    return false;
  return !companions[item.piece.kind]?.includes(other.piece.kind);
}

function frontOf({ place, piece }: PlacedItem, side: Side): Front {
  const { width, depth } = piece.size;
  const across = side === "front" || side === "back";
  const [half, reach] = across ? [width / 2, depth / 2] : [depth / 2, width / 2];
  return { x: place.x, y: place.y, rotation: normalizeAngle(place.rotation, turns[side]), half, reach };
}
