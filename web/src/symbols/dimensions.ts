// Computes dimension lines: one for each wall of the outline, outside of it and as long as the wall.

import { edges, pointInPolygon, type Segment, segmentsIntersect } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";

export interface Dimension {
  /** The wall's index in the outline. */
  edge: number;
  from: Point;
  to: Point;
  /** Position of the label. */
  middle: Point;
  /** Rotation of the label, degrees, above -91 and at most 89. */
  degrees: number;
  /** Millimetres. */
  length: number;
  /** Extension lines from the wall's ends to a line that is further away than usual; otherwise empty. */
  leads: readonly Segment[];
}

/** Usual distance of a dimension line from its wall, millimetres. */
export const awayMm = 330;
/** Distance from a wall at which to test which side is inside, millimetres. */
const besideMm = 50;
/** Length left out at the ends of a line, because lines that only meet at their ends don't cross. */
const endMm = 1;

interface Line {
  wall: Segment;
  length: number;
  along: Point;
  out: Point;
  away: number;
}

/** Returns an outline's dimension lines, `usual` millimetres from their walls where nothing is in the way. */
export function dimensionsOf(outline: readonly Point[], usual = awayMm): Dimension[] {
  if (outline.length < 3) return [];
  const lines = edges(outline).map((wall) => lineOf(outline, wall, usual));
  lines.forEach((line, i) => {
    const next = lines[(i + 1) % lines.length];
    if (next && cross(line, next)) spread(line, next, lines, outline, usual);
  });
  return lines.flatMap((line, edge) => (line.length === 0 ? [] : [measure(line, edge, usual)]));
}

function lineOf(outline: readonly Point[], wall: Segment, away: number): Line {
  const [[ax, ay], [bx, by]] = wall;
  const length = Math.hypot(bx - ax, by - ay);
  const along: Point = [(bx - ax) / (length || 1), (by - ay) / (length || 1)];
  const normal: Point = [-along[1], along[0]];
  const inwards = pointInPolygon(outline, step(step(wall[0], along, length / 2), normal, besideMm));
  return { wall, length, along, out: inwards ? [along[1], -along[0]] : normal, away };
}

/** Moves one of two lines that cross at a corner pointing inwards: out past the other wall's far end. */
function spread(a: Line, b: Line, lines: readonly Line[], outline: readonly Point[], usual: number): void {
  const others = lines.filter((line) => line !== a && line !== b);
  const free = (line: Line) =>
    !pointInPolygon(outline, drawn(line)[0]) &&
    !edges(outline).some((wall) => segmentsIntersect(inner(line), wall)) &&
    !others.some((other) => cross(line, other));
  const ways = [past(a, b, usual), past(b, a, usual)].filter((line) => line.away > usual && free(line));
  const [moved] = ways.sort((one, other) => one.away - other.away);
  const line = moved && (moved.wall === a.wall ? a : b);
  if (line) line.away = moved.away;
}

/** Returns a copy of a line, moved out past both ends of another line's wall. */
function past(line: Line, { wall }: Line, usual: number): Line {
  const [start] = line.wall;
  const reach = wall.map(([x, y]) => (x - start[0]) * line.out[0] + (y - start[1]) * line.out[1]);
  return { ...line, away: Math.max(...reach) + usual };
}

function cross(a: Line, b: Line): boolean {
  return a.length > 0 && b.length > 0 && segmentsIntersect(inner(a), inner(b));
}

/** Returns a line, shortened by `endMm` at both ends. */
function inner(line: Line): Segment {
  const [from, to] = drawn(line);
  return [step(from, line.along, endMm), step(to, line.along, -endMm)];
}

function drawn({ wall: [a, b], out, away }: Line): Segment {
  return [step(a, out, away), step(b, out, away)];
}

function measure(line: Line, edge: number, usual: number): Dimension {
  const { wall, along, length, away } = line;
  const [from, to] = drawn(line);
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const leads: Segment[] =
    away > usual
      ? [
          [wall[0], from],
          [wall[1], to],
        ]
      : [];
  return { edge, from, to, middle, degrees: readable(along), length, leads };
}

/** Returns the rotation of a text along a line, which reads from left to right or upwards; degrees. */
export function readable([dx, dy]: Point): number {
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
  if (degrees > 89) return degrees - 180;
  return degrees <= -91 ? degrees + 180 : degrees;
}

function step([x, y]: Point, [dx, dy]: Point, far: number): Point {
  return [x + dx * far, y + dy * far];
}
