// Makes the room's outline of the walls that enclose it: right angles where they were meant, and whole
// corners where walls meet.

import { area, direction, edges, shortestTurn } from "../geometry/index.ts";
import { lengthOf, middleOf } from "../geometry/segments.ts";
import type { Point } from "../model/index.ts";
import { directionOf, squared } from "./level.ts";
import type { Side } from "./loops.ts";

/** Walls in one direction that are less aside than this are one wall, millimetres. */
const sameLineMm = 50;
/** Angle from which on two walls meet in a corner, degrees. */
const cornerDegrees = 10;
/** Largest distance of a corner from the ends of its walls, millimetres. */
const farMm = 600;

/** A wall as a line through a point. */
interface Line {
  at: Point;
  degrees: number;
  length: number;
  curved: boolean;
  /** Where the walls met as captured, at the beginning of this one. */
  corner: Point;
}

/** Returns the corners, clockwise and beginning with the upper left one. */
export function outlineOf(sides: readonly Side[]): Point[] {
  const lines = merged(sides.map(lineOf));
  const corners = lines.flatMap((line, i) => meeting(lines.at(i - 1) ?? line, line));
  const distinct = corners.filter((c, i) => lengthOf([corners.at(i - 1) ?? c, c]) >= 1);
  const clockwise = area(distinct) < 0 ? distinct.reverse() : distinct;
  const first = clockwise.reduce((best, [x, y], i) => {
    const [bx, by] = clockwise[best] ?? [0, 0];
    return x + y < bx + by - 1 ? i : best;
  }, 0);
  return [...clockwise.slice(first), ...clockwise.slice(0, first)];
}

/** Returns the sides of a floor's polygon, for a room whose walls do not close. */
export function sidesOf(floor: readonly Point[]): Side[] {
  const clockwise = area(floor) < 0 ? [...floor].reverse() : floor;
  return edges(clockwise).map(([from, to]) => ({ from, to, curved: false, corner: from }));
}

function lineOf({ from, to, curved, corner }: Side): Line {
  const degrees = directionOf([from, to]);
  return {
    at: middleOf([from, to]),
    degrees: curved ? degrees : squared(degrees),
    length: lengthOf([from, to]),
    curved,
    corner,
  };
}

/** Joins neighbours that are parts of one straight wall. */
function merged(lines: readonly Line[]): Line[] {
  const out: Line[] = [];
  for (const line of lines) {
    const before = out.at(-1);
    if (before && oneWall(before, line)) out[out.length - 1] = together(before, line);
    else out.push(line);
  }
  const [first] = out;
  const last = out.at(-1);
  if (out.length > 3 && first && last && oneWall(last, first)) {
    out.pop();
    out[0] = together(last, first);
  }
  return out;
}

function oneWall(a: Line, b: Line): boolean {
  return !a.curved && !b.curved && a.degrees === b.degrees && aside(a, b.at) < sameLineMm;
}

function together(a: Line, b: Line): Line {
  const length = a.length + b.length;
  const mean = (axis: 0 | 1) => (a.at[axis] * a.length + b.at[axis] * b.length) / length;
  return { ...a, at: [mean(0), mean(1)], length };
}

/** Returns the distance of a point from a line. */
function aside({ at, degrees }: Line, [x, y]: Point): number {
  const [dx, dy] = direction(degrees);
  return Math.abs((x - at[0]) * dy - (y - at[1]) * dx);
}

/** Returns the corner of two walls, or both ends of the jog between them if they are parallel. */
function meeting(a: Line, b: Line): Point[] {
  if (a.curved || b.curved) return [b.corner];
  const turn = Math.abs(shortestTurn(a.degrees, b.degrees));
  if (turn < cornerDegrees) return [foot(a, b.corner), foot(b, b.corner)];
  const spot = crossing(a, b);
  return [spot && lengthOf([spot, b.corner]) <= farMm ? spot : b.corner];
}

/** Returns the point of a line that is nearest to another point. */
function foot({ at, degrees }: Line, [x, y]: Point): Point {
  const [dx, dy] = direction(degrees);
  const far = (x - at[0]) * dx + (y - at[1]) * dy;
  return [at[0] + dx * far, at[1] + dy * far];
}

function crossing(a: Line, b: Line): Point | undefined {
  const [ax, ay] = direction(a.degrees);
  const [bx, by] = direction(b.degrees);
  const cross = ax * by - ay * bx;
  if (Math.abs(cross) < 1e-6) return undefined;
  const far = ((b.at[0] - a.at[0]) * by - (b.at[1] - a.at[1]) * bx) / cross;
  return [a.at[0] + ax * far, a.at[1] + ay * far];
}
