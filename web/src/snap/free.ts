// Finds a place for a new item: near a spot, in the room, and clear of furniture, walls and doors.

import { boxesOverlap } from "../geometry/boxes.ts";
import { type Box, bounds, corners, wallPolygon } from "../geometry/index.ts";
import { swings } from "../geometry/openings.ts";
import { centroid, overlaps } from "../geometry/polygons.ts";
import type { Place, Plan, Point } from "../model/index.ts";
import { insideOutline, keptInside } from "./inside.ts";
import type { Footprint, Standing } from "./types.ts";

/** Added to a new item's width and depth to keep it apart from others: half on each side, millimetres. */
const apartMm = 100;
/** Distance between the spots that are tried, millimetres. */
const stepMm = 100;
/** Area to search in a room without an outline. */
const unbounded: Point[] = [
  [-10_000, -10_000],
  [15_000, -10_000],
  [15_000, 14_000],
  [-10_000, 14_000],
];
const unboundedMiddle: Point = [2500, 2000];

interface Taken {
  around: readonly Point[];
  box: Box;
}

/** Returns a place for a new item near a spot or the middle: clear of all else if possible, always inside. */
export function freePlace(
  size: Footprint,
  plan: Pick<Plan, "outline" | "walls" | "doors">,
  others: readonly Standing[],
  near?: Point,
  rotation = 0,
): Place {
  const outline = plan.outline.length >= 3 ? plan.outline : unbounded;
  const [x, y] = near ?? middleOf(plan);
  const wanted: Place = { x: round10(x), y: round10(y), z: 0, rotation };
  const taken = takenBy(plan, others);
  const wide = { width: size.width + apartMm, depth: size.depth + apartMm };
  const fits = (place: Place, footprint: Footprint) =>
    isClear(corners(place, footprint), taken) && insideOutline(place, size, outline);
  return (
    around(wanted, outline, (place) => fits(place, wide)) ??
    around(wanted, outline, (place) => fits(place, size)) ??
    keptInside(wanted, size, plan)
  );
}

/** Returns where a room is furnished from: its centroid, or a spot in one without an outline. */
export function middleOf({ outline }: Pick<Plan, "outline">): Point {
  return outline.length >= 3 ? centroid(outline) : unboundedMiddle;
}

/** Reports whether an item is inside the outline, and clear of furniture, walls and doors. */
export function isFree(
  place: Place,
  size: Footprint,
  plan: Pick<Plan, "outline" | "walls" | "doors">,
  others: readonly Standing[],
): boolean {
  return isClear(corners(place, size), takenBy(plan, others)) && insideOutline(place, size, plan.outline);
}

function takenBy(plan: Pick<Plan, "outline" | "walls" | "doors">, others: readonly Standing[]): Taken[] {
  const shapes = [
    ...others.map((o) => corners(o.place, o.size)),
    ...plan.walls.map((w) => wallPolygon([w.from, w.to], w.thickness)),
    ...plan.doors.flatMap((door) => swings(plan, door)),
  ];
  return shapes.map((shape) => ({ around: shape, box: bounds(shape) }));
}

function isClear(piece: readonly Point[], taken: readonly Taken[]): boolean {
  const own = bounds(piece);
  return !taken.some(({ around, box }) => boxesOverlap(own, box) && overlaps(piece, around));
}

/** Returns the first good place on growing squares around a spot, as far as the outline extends. */
function around(
  wanted: Place,
  outline: readonly Point[],
  good: (place: Place) => boolean,
): Place | undefined {
  const { x, y, width, height } = bounds(outline);
  const reach = Math.max(wanted.x - x, x + width - wanted.x, wanted.y - y, y + height - wanted.y);
  for (let ring = 0; ring * stepMm <= reach; ring++) {
    for (const [i, j] of square(ring)) {
      const place = { ...wanted, x: wanted.x + i * stepMm, y: wanted.y + j * stepMm };
      if (good(place)) return place;
    }
  }
  return undefined;
}

/** Yields the grid points on the edge of a square, from the middles of its sides to its corners. */
function* square(ring: number): Iterable<Point> {
  if (ring === 0) yield [0, 0];
  for (let off = 0; off <= ring && ring > 0; off++) {
    for (const along of off === 0 ? [0] : [-off, off]) {
      yield [along, ring];
      yield [along, -ring];
      if (off === ring) continue;
      yield [ring, along];
      yield [-ring, along];
    }
  }
}

function round10(mm: number): number {
  return Math.round(mm / 10) * 10;
}
