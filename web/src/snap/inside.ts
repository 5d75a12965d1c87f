// Keeps furniture inside the room, for any shape of the room and any rotation of the furniture.

import { area, bounds, corners, edges, nearestOn, pointInPolygon, type Segment } from "../geometry/index.ts";
import { contains } from "../geometry/polygons.ts";
import type { Place, Plan, Point } from "../model/index.ts";
import type { Footprint, Moving } from "./types.ts";

/** Permitted overlap of an item with a wall, which rounding may cause; millimetres. */
const slackMm = 2;

/** Reports whether a whole item is within the outline; always true for a room without an outline. */
export function insideOutline(place: Place, size: Footprint, outline: readonly Point[]): boolean {
  if (outline.length < 3) return true;
  const slack = {
    width: Math.max(1, size.width - 2 * slackMm),
    depth: Math.max(1, size.depth - 2 * slackMm),
  };
  return contains(outline, corners(place, slack));
}

/** Returns the nearest place at which an item is in the room: wholly, or its middle if it is too large. */
export function keptInside(place: Place, size: Footprint, plan: Pick<Plan, "outline">): Place {
  const [dx, dy] = clampIntoRoom([{ place, size }], plan);
  return { ...place, x: place.x + dx, y: place.y + dy };
}

/**
 * Returns the shortest step that brings a whole group into the room. After it the group touches the outline:
 * the step ends on a contact line, or where two of them cross.
 */
export function clampIntoRoom(group: readonly Moving[], { outline }: Pick<Plan, "outline">): Point {
  const fits = ([dx, dy]: Point) =>
    group.every(({ place, size }) =>
      insideOutline({ ...place, x: place.x + dx, y: place.y + dy }, size, outline),
    );
  if (fits([0, 0])) return [0, 0];
  const lines = group.flatMap(({ place, size }) => contacts(corners(place, size), outline));
  const steps = [...lines.map((line) => nearestOn(line, [0, 0])), ...meetings(lines)];
  const whole = steps.map(([x, y]): Point => [Math.round(x) + 0, Math.round(y) + 0]);
  return whole.sort(shorter).find(fits) ?? middleKept(group, outline);
}

function shorter(a: Point, b: Point): number {
  return Math.hypot(a[0], a[1]) - Math.hypot(b[0], b[1]);
}

/**
 * Returns all steps after which an item touches the outline, as segments: with its outermost corner on a
 * wall, or with one of its sides at a corner that points into the room.
 */
function contacts(piece: readonly Point[], outline: readonly Point[]): Segment[] {
  const clockwise = area(outline) > 0;
  const walls = edges(outline);
  const atWalls = walls.flatMap(([a, b]): Segment[] => {
    const outwards: Point = clockwise ? [b[1] - a[1], a[0] - b[0]] : [a[1] - b[1], b[0] - a[0]];
    const far = (p: Point) => p[0] * outwards[0] + p[1] * outwards[1];
    const most = Math.max(...piece.map(far));
    const outermost = piece.filter((p) => most - far(p) <= Math.hypot(...outwards));
    return outermost.map((p) => [less(a, p), less(b, p)]);
  });
  const atCorners = walls.flatMap(([a, b], i): Segment[] => {
    const next = walls[(i + 1) % walls.length]?.[1] ?? b;
    const bend = (b[0] - a[0]) * (next[1] - b[1]) - (b[1] - a[1]) * (next[0] - b[0]);
    const pointsIn = clockwise ? bend < 0 : bend > 0;
    return pointsIn ? edges(piece).map(([p, q]) => [less(b, p), less(b, q)]) : [];
  });
  return [...atWalls, ...atCorners];
}

function less(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1]];
}

/** Returns the points where segments cross. */
function meetings(lines: readonly Segment[]): Point[] {
  const found: Point[] = [];
  for (const [i, [a, b]] of lines.entries()) {
    for (const [c, d] of lines.slice(0, i)) {
      const r = less(b, a);
      const s = less(d, c);
      const t = less(c, a);
      const across = r[0] * s[1] - r[1] * s[0];
      if (Math.abs(across) < 1e-9) continue;
      const u = (t[0] * s[1] - t[1] * s[0]) / across;
      const v = (t[0] * r[1] - t[1] * r[0]) / across;
      if (u >= 0 && u <= 1 && v >= 0 && v <= 1) found.push([a[0] + r[0] * u, a[1] + r[1] * u]);
    }
  }
  return found;
}

/** Returns the step that brings at least the group's middle into the room, for a group that fits nowhere. */
function middleKept(group: readonly Moving[], outline: readonly Point[]): Point {
  const { x, y, width, height } = bounds(group.map(({ place }): Point => [place.x, place.y]));
  const middle: Point = [x + width / 2, y + height / 2];
  if (pointInPolygon(outline, middle)) return [0, 0];
  const spots = edges(outline).map((wall) => less(nearestOn(wall, middle), middle));
  const [nearest = [0, 0]] = spots.sort(shorter);
  return [Math.round(nearest[0]) + 0, Math.round(nearest[1]) + 0];
}
