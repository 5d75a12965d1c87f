// Turns a captured room so that its walls are level and upright on the plan.

import { normalizeAngle, rotatePoint, type Segment, shortestTurn } from "../geometry/index.ts";
import { lengthOf } from "../geometry/segments.ts";
import type { Point } from "../model/index.ts";
import type { CapturedRoom, Surface } from "./types.ts";

/** Largest angle by which a wall may be off a right angle and still be meant to have it, degrees. */
const slack = 5;
/** Limit of heights in a plan and of items, millimetres. */
export const highestMm = 10_000;

/** Returns a number's nearest integer; 0 rather than -0, which is another value for comparisons. */
export function rounded(n: number): number {
  return Math.round(n) || 0;
}

/** Returns a number's nearest integer in a range. */
export function limited(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, rounded(value)));
}

export function directionOf([a, b]: Segment): number {
  return (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
}

/** Returns an angle at the next right angle, if it is near one; 0 up to, but not including, 360 degrees. */
export function squared(degrees: number): number {
  const right = Math.round(degrees / 90) * 90;
  return normalizeAngle(Math.abs(degrees - right) <= slack ? right : degrees, 0);
}

/** Returns the room turned as little as makes its longest wall level. */
export function levelled(room: CapturedRoom): CapturedRoom {
  const by = -tilt(room.walls);
  const turn = (p: Point) => rotatePoint(p, by);
  const turned = withPoints(room, turn);
  return { ...turned, things: turned.things.map((t) => ({ ...t, degrees: t.degrees + by })) };
}

/** Returns a room in which each point is where `place` puts it. */
export function withPoints(room: CapturedRoom, place: (point: Point) => Point): CapturedRoom {
  const placed = (all: readonly Surface[]) =>
    all.map((s) => ({ ...s, from: place(s.from), to: place(s.to) }));
  return {
    walls: placed(room.walls),
    doors: placed(room.doors),
    windows: placed(room.windows),
    openings: placed(room.openings),
    things: room.things.map((t) => ({ ...t, at: place(t.at) })),
    floor: room.floor.map(place),
  };
}

/**
 * Returns the angle of the longest wall, from -90 to 90 degrees: the mean over all walls that are nearly
 * parallel or at right angles to it, as the direction of a long wall is known more precisely.
 */
function tilt(walls: readonly Surface[]): number {
  const straight = walls.some((w) => !w.curved) ? walls.filter((w) => !w.curved) : walls;
  const longest = straight.reduce((a, b) => (spanOf(b) > spanOf(a) + 1 ? b : a));
  const angle = directionOf([longest.from, longest.to]);
  let sum = 0;
  let weights = 0;
  for (const wall of straight) {
    const off = shortestTurn(angle, directionOf([wall.from, wall.to]));
    const error = off - Math.round(off / 90) * 90;
    if (Math.abs(error) > slack) continue;
    const weight = spanOf(wall) ** 2;
    sum += error * weight;
    weights += weight;
  }
  const mean = angle + (weights > 0 ? sum / weights : 0);
  return mean - Math.round(mean / 180) * 180;
}

function spanOf({ from, to }: Surface): number {
  return lengthOf([from, to]);
}
