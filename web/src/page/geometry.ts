// Plan maths: pure, in millimetres, y downwards.

import type { Place, Plan, Point } from "../client/index.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is drawn while a room has no outline. */
const emptyBox: Box = { x: 0, y: 0, width: 5000, height: 4000 };

/** The smallest upright box around points. */
export function boxOf(points: readonly Point[]): Box {
  if (points.length === 0) return emptyBox;
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** True for a point inside a polygon: a ray to the right crosses its edges an odd number of times. */
export function inside(polygon: readonly Point[], [x, y]: Point): boolean {
  let odd = false;
  for (const [a, b] of edges(polygon)) {
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
  }
  return odd;
}

/** The edges of a polygon, the closing one included. */
export function edges(polygon: readonly Point[]): [Point, Point][] {
  return polygon.flatMap((a, i) => {
    const b = polygon[(i + 1) % polygon.length];
    return b ? [[a, b] satisfies [Point, Point]] : [];
  });
}

/** One step of length 1 along a direction in degrees, clockwise. */
export function direction(degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** Degrees from 0 to 359. */
export function turned(rotation: number, by: number): number {
  return (((rotation + by) % 360) + 360) % 360;
}

/** The step to which a hand drags: a place on the centimetre. */
export const gridMm = 10;

/**
 * A place on the grid, with the whole piece kept within the room's box, so that
 * nothing gets lost outside. A piece larger than the room is kept in its middle.
 */
export function kept(place: Place, size: { width: number; depth: number }, plan: Plan): Place {
  const box = boxOf(plan.outline);
  const [cos, sin] = direction(place.rotation).map(Math.abs) as [number, number];
  const clamped = (at: number, from: number, room: number, across: number) => {
    const spare = Math.max(0, (room - across) / 2);
    const middle = from + room / 2;
    return Math.round(Math.min(middle + spare, Math.max(middle - spare, at)) / gridMm) * gridMm;
  };
  return {
    ...place,
    x: clamped(place.x, box.x, box.width, size.width * cos + size.depth * sin),
    y: clamped(place.y, box.y, box.height, size.width * sin + size.depth * cos),
  };
}

const apartMm = 700;

/** A spot for a new item: in the room, near the middle, away from the centres of the others. */
export function freeSpot(plan: Plan, taken: Iterable<Place>): Point {
  const box = boxOf(plan.outline);
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  const others = [...taken];
  for (let step = 0; step < 200; step++) {
    // A spiral of the golden angle: even, and never twice the same direction.
    const [dx, dy] = direction(step * 137.5);
    const away = apartMm * 0.6 * Math.sqrt(step);
    const spot: Point = [Math.round(middle[0] + dx * away), Math.round(middle[1] + dy * away)];
    const clear = others.every((o) => Math.hypot(o.x - spot[0], o.y - spot[1]) >= apartMm);
    if (clear && (plan.outline.length < 3 || inside(plan.outline, spot))) return spot;
  }
  return middle;
}

/** A length as the plan's units write it. */
export function length(mm: number, units: Plan["units"]): string {
  switch (units) {
    case "cm":
      return `${Math.round(mm / 10)} cm`;
    case "m":
      return `${(mm / 1000).toFixed(2)} m`;
    case "in":
      return `${Math.round(mm / 25.4)}″`;
    case "ft": {
      const inches = Math.round(mm / 25.4);
      return `${Math.floor(inches / 12)}′ ${inches % 12}″`;
    }
  }
}
