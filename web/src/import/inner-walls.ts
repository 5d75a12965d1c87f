// Makes inner walls of the walls that are not on the outline.

import { direction, edges, pointInPolygon, type Segment, segmentDistance } from "../geometry/index.ts";
import { lengthOf, middleOf } from "../geometry/segments.ts";
import type { Point, Wall } from "../model/index.ts";
import { whole } from "../plan2d/floorplan/elements.ts";
import { directionOf, rounded, squared } from "./level.ts";
import type { Surface } from "./types.ts";

/** Thickness of a wall of which one face was captured, millimetres. */
const usualThickness = 100;
/** Distance of two faces that are one wall, millimetres. */
const faces = { least: 40, most: 400 };
/** Distance up to which a wall's end is meant to be at another wall, millimetres. */
const touchMm = 250;
/** A wall nearer to the outline is a second face of it, millimetres. */
const outsideMm = 100;
const shortestMm = 100;

interface Face {
  segment: Segment;
  thickness: number;
}

/** Returns the walls inside an outline, with their ends on the walls that they meet. */
export function innerWalls(others: readonly Surface[], outline: readonly Point[]): Wall[] {
  const sides = edges(outline);
  const inside = others.filter(({ from, to }) => {
    const middle = middleOf([from, to]);
    return pointInPolygon(outline, middle) && sides.every((s) => segmentDistance(middle, s) > outsideMm);
  });
  const walls = paired(inside.map(({ from, to }) => ({ segment: straight([from, to]), thickness: 0 })));
  return walls
    .map(({ segment, thickness }, i) => {
      const near = [...sides, ...walls.filter((_, j) => j !== i).map((w) => w.segment)];
      return { segment: fitted(segment, near), thickness };
    })
    .filter(({ segment }) => lengthOf(segment) >= shortestMm)
    .map(({ segment: [from, to], thickness }, i) => ({
      id: `wall-${i + 1}`,
      from: whole(from),
      to: whole(to),
      thickness: rounded(thickness || usualThickness),
    }));
}

/** Returns a wall turned about its middle to the next right angle, if it is near one. */
function straight(segment: Segment): Segment {
  const [dx, dy] = direction(squared(directionOf(segment)));
  const [x, y] = middleOf(segment);
  const half = lengthOf(segment) / 2;
  return [
    [x - dx * half, y - dy * half],
    [x + dx * half, y + dy * half],
  ];
}

/** Joins the two faces of a wall that was captured from both sides. */
function paired(all: readonly Face[]): Face[] {
  const left = [...all];
  const out: Face[] = [];
  for (let a = left.shift(); a; a = left.shift()) {
    const one = a;
    const at = left.findIndex((b) => isOtherFace(one.segment, b.segment));
    const [b] = at < 0 ? [] : left.splice(at, 1);
    out.push(b ? between(one.segment, b.segment) : one);
  }
  return out;
}

/** Returns how far a point is along a segment and aside of it. */
function positionOn(segment: Segment, [x, y]: Point): { far: number; aside: number } {
  const length = lengthOf(segment) || 1;
  const [[ax, ay], [bx, by]] = segment;
  const [dx, dy] = [(bx - ax) / length, (by - ay) / length];
  return { far: (x - ax) * dx + (y - ay) * dy, aside: (y - ay) * dx - (x - ax) * dy };
}

function isOtherFace(a: Segment, b: Segment): boolean {
  const [from, to] = b.map((end) => positionOn(a, end));
  if (!from || !to || Math.abs(from.aside - to.aside) > faces.least) return false;
  const apart = Math.abs(from.aside + to.aside) / 2;
  const common = Math.min(lengthOf(a), Math.max(from.far, to.far)) - Math.max(0, Math.min(from.far, to.far));
  return apart >= faces.least && apart <= faces.most && common > 0.6 * Math.min(lengthOf(a), lengthOf(b));
}

/** Returns the wall between two faces, as long as the longer one. */
function between(a: Segment, b: Segment): Face {
  const [long, short] = lengthOf(a) >= lengthOf(b) ? [a, b] : [b, a];
  const { aside } = positionOn(long, middleOf(short));
  const [dx, dy] = direction(directionOf(long) + 90);
  const move = ([x, y]: Point): Point => [x + (dx * aside) / 2, y + (dy * aside) / 2];
  return { segment: [move(long[0]), move(long[1])], thickness: Math.abs(aside) };
}

/** Returns a wall whose ends are at the walls near them. */
function fitted([from, to]: Segment, near: readonly Segment[]): Segment {
  return [endAt(from, to, near), endAt(to, from, near)];
}

/** Returns the nearest point at which a wall's line meets another wall; the end itself if none is near. */
function endAt(end: Point, other: Point, near: readonly Segment[]): Point {
  let best = end;
  let least = touchMm;
  for (const segment of near) {
    const spot = meeting([other, end], segment);
    if (!spot || segmentDistance(spot, segment) > 1) continue;
    const far = lengthOf([spot, end]);
    if (far < least) [best, least] = [spot, far];
  }
  return best;
}

/** Returns where the lines of two segments cross; undefined if they are nearly parallel. */
function meeting([a, b]: Segment, [c, d]: Segment): Point | undefined {
  const [ax, ay] = [b[0] - a[0], b[1] - a[1]];
  const [cx, cy] = [d[0] - c[0], d[1] - c[1]];
  const cross = ax * cy - ay * cx;
  if (Math.abs(cross) < 0.1 * lengthOf([a, b]) * lengthOf([c, d])) return undefined;
  const far = ((c[0] - a[0]) * cy - (c[1] - a[1]) * cx) / cross;
  return [a[0] + ax * far, a[1] + ay * far];
}
