// The floor area of a piece as convex polygons: round pieces are
// round, a corner sofa is an L, everything else is a rectangle.

import type { Kind, PlanPlace, Point } from "../model/index.ts";
import { corners, direction, rotatePoint } from "./index.ts";

const round: ReadonlySet<Kind> = new Set([
  "round-table",
  "round-rug",
  "plant",
  "lamp",
  "table-lamp",
  "ceiling-lamp",
]);
const rugs: ReadonlySet<Kind> = new Set(["rug", "round-rug"]);
/** Number of corners of a polygon that is within 1 % of a circle. */
const roundCorners = 24;
const circle = Array.from({ length: roundCorners }, (_, i) => direction((i * 360) / roundCorners));

/** Reports whether a kind lies flat on the floor, so that everything may stand on it. */
export function isRug(kind: Kind): boolean {
  return rugs.has(kind);
}

export function isRound(kind: Kind): boolean {
  return round.has(kind);
}

/** Returns the depth of both legs of a corner sofa; its corner is at the back right, of a mirrored one at the back left. */
export function cornerDepth(width: number, depth: number): number {
  return Math.min(950, depth * 0.6, width * 0.4);
}

/** Returns the convex parts of a piece at a place; `mirrored`: with left and right exchanged. */
export function footprint(
  kind: Kind,
  place: PlanPlace,
  size: { width: number; depth: number },
  mirrored = false,
): Point[][] {
  if (round.has(kind)) return [ellipse(place, size)];
  if (kind !== "corner") return [corners(place, size)];
  const { width, depth } = size;
  const deep = cornerDepth(width, depth);
  return [
    corners(beside(place, 0, (deep - depth) / 2), { width, depth: deep }),
    corners(beside(place, ((width - deep) / 2) * (mirrored ? -1 : 1), 0), { width: deep, depth }),
  ];
}

/** Returns a place moved along its own axes: to its right, and towards its front. */
export function beside(place: PlanPlace, right: number, front: number): PlanPlace {
  const [x, y] = rotatePoint([right, front], place.rotation);
  return { ...place, x: place.x + x, y: place.y + y };
}

function ellipse(place: PlanPlace, { width, depth }: { width: number; depth: number }): Point[] {
  const [cos, sin] = direction(place.rotation);
  return circle.map(([dx, dy]) => {
    const x = (dx * width) / 2;
    const y = (dy * depth) / 2;
    return [place.x + x * cos - y * sin, place.y + x * sin + y * cos];
  });
}
