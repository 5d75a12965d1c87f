// Keeping furniture in the room, and finding room for it, whatever the room's shape.

import type { Place, Plan, Point } from "../client/index.ts";
import {
  boxOf,
  centroid,
  corners,
  crossing,
  direction,
  edges,
  inside,
  nearestOn,
  overlaps,
} from "../plane/index.ts";

export interface Footprint {
  width: number;
  depth: number;
}

/** A piece may share this much with a wall: rounding puts it there. */
const slackMm = 2;

/** True when the whole piece is within the outline. A room without an outline holds everything. */
export function insideOutline(place: Place, size: Footprint, outline: readonly Point[]): boolean {
  if (outline.length < 3) return true;
  const slack = {
    width: Math.max(1, size.width - 2 * slackMm),
    depth: Math.max(1, size.depth - 2 * slackMm),
  };
  const piece = corners(place, slack);
  if (!piece.every((corner) => inside(outline, corner))) return false;
  if (outline.some((corner) => inside(piece, corner))) return false;
  const walls = edges(outline);
  return edges(piece).every((side) => walls.every((wall) => !crossing(side, wall)));
}

/** The nearest place at which the whole piece is in the room; the place itself when there is none. */
export function keptInside(place: Place, size: Footprint, plan: Pick<Plan, "outline">): Place {
  const { outline } = plan;
  if (insideOutline(place, size, outline)) return place;
  let at = place;
  for (let round = 0; round < 8; round++) {
    const push = worstPush(at, size, outline);
    if (!push) break;
    at = { ...at, x: at.x + push[0], y: at.y + push[1] };
    const whole = { ...at, x: Math.round(at.x), y: Math.round(at.y) };
    if (insideOutline(whole, size, outline)) return whole;
  }
  return searched(place, size, outline) ?? place;
}

/** Moves the corner that is farthest out back to the wall. */
function worstPush(place: Place, size: Footprint, outline: readonly Point[]): Point | undefined {
  let worst: Point | undefined;
  for (const corner of corners(place, size)) {
    if (inside(outline, corner)) continue;
    const back = pushOf(corner, outline);
    if (!worst || Math.hypot(...back) > Math.hypot(...worst)) worst = back;
  }
  return worst && Math.hypot(...worst) > 0 ? worst : undefined;
}

function pushOf(corner: Point, outline: readonly Point[]): Point {
  let best: Point = [Infinity, Infinity];
  for (const wall of edges(outline)) {
    const [x, y] = nearestOn(wall, corner);
    const push: Point = [x - corner[0], y - corner[1]];
    if (Math.hypot(...push) < Math.hypot(...best)) best = push;
  }
  return best;
}

/** Looks for a place in rings around a spot, the nearest first. */
function searched(
  wanted: Place,
  size: Footprint,
  outline: readonly Point[],
  free: (place: Place) => boolean = () => true,
): Place | undefined {
  const { width, height } = boxOf(outline);
  const reach = Math.hypot(width, height);
  for (let ring = 0; ring <= reach; ring += 100) {
    const steps = Math.max(1, Math.min(64, Math.round(ring / 40)));
    for (let i = 0; i < steps; i++) {
      const [dx, dy] = direction((i * 360) / steps + 0.001);
      const place = { ...wanted, x: round10(wanted.x + dx * ring), y: round10(wanted.y + dy * ring) };
      if (insideOutline(place, size, outline) && free(place)) return place;
    }
  }
  return undefined;
}

export interface Standing {
  id: string;
  place: Place;
  size: Footprint;
}

/** Pieces that are added keep so far from the others, where they can. */
const apartMm = 100;

/** A place for a new piece: in the room, near a spot or the middle, and clear of the others if there is room. */
export function freePlace(
  size: Footprint,
  plan: Pick<Plan, "outline">,
  others: readonly Standing[],
  near?: Point,
): Place {
  const { outline } = plan;
  const [x, y] = near ?? (outline.length < 3 ? [2500, 2000] : centroid(outline));
  const wanted: Place = { x: round10(x), y: round10(y), rotation: 0 };
  const taken = others.map((o) => corners(o.place, o.size));
  const wide = { width: size.width + apartMm, depth: size.depth + apartMm };
  const clear = (footprint: Footprint) => (place: Place) => {
    const piece = corners(place, footprint);
    return !taken.some((other) => overlaps(piece, other));
  };
  const room = outline.length < 3 ? unbounded : outline;
  return (
    searched(wanted, size, room, clear(wide)) ??
    searched(wanted, size, room, clear(size)) ??
    keptInside(wanted, size, plan)
  );
}

/** Ten metres each way, for a room that was not drawn yet. */
const unbounded: Point[] = [
  [-10_000, -10_000],
  [15_000, -10_000],
  [15_000, 14_000],
  [-10_000, 14_000],
];

function round10(mm: number): number {
  return Math.round(mm / 10) * 10;
}
