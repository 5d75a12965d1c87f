// What slopes of the ceiling leave of the face of a wall. In the face's axes: along it, and above the floor; millimetres.

import type { Point, Slope } from "../model/index.ts";
import { clip, pointOnPlan, pointWithin } from "./axes.ts";
import { area, corners, type Segment } from "./index.ts";
import { along } from "./segments.ts";

/** A rectangle of a face. */
export interface FacePart {
  from: number;
  to: number;
  bottom: number;
  top: number;
}

/** Where a slope is over a face, with its underside: `height` at `from`, and `rise` for each millimetre along. */
export interface SlopeOver {
  from: number;
  to: number;
  height: number;
  rise: number;
}

/**
 * Distance up to which a slope is at a face. A slope's rotation is in whole degrees, and its wall's
 * may be not.
 */
const nearMm = 50;
const touchMm = 1;

/** Returns where slopes are over a face that has the room on its right; `ceiling` is the room's height. */
export function slopesOver(face: Segment, slopes: readonly Slope[], ceiling: number): SlopeOver[] {
  const [dx, dy] = along(face);
  return slopes.flatMap((slope) => {
    const { low, depth } = slope;
    const at = areaOf(slope).map((point) => onFace(face, point));
    const beside = clip(clip(at, 1, nearMm), 1, 0, -1);
    // What only touches the face from behind is not over it.
    if (!beside.some(([, away]) => away > touchMm)) return [];
    const xs = beside.map(([x]) => x);
    const [from, to] = [Math.min(...xs), Math.max(...xs)];
    if (to - from <= touchMm) return [];
    const heightAt = (x: number) => {
      const [, far] = pointWithin(slope, [face[0][0] + x * dx, face[0][1] + x * dy]);
      return low + (Math.max(0, ceiling - low) * Math.min(depth, Math.max(0, far))) / depth;
    };
    const height = heightAt(from);
    return [{ from, to, height, rise: (heightAt(to) - height) / (to - from) }];
  });
}

/** Returns a point of the plan in the axes of a face: along it, and its distance in front of it. */
export function onFace(face: Segment, [x, y]: Point): Point {
  const [dx, dy] = along(face);
  const [px, py] = [x - face[0][0], y - face[0][1]];
  return [px * dx + py * dy, py * dx - px * dy];
}

/** Returns the area of a part of a face that is below the slopes over it. */
export function areaBelow({ from, to, bottom, top }: FacePart, over: readonly SlopeOver[]): number {
  if (top <= bottom) return 0;
  const ends = over.flatMap((slope) => [slope.from, slope.to]).filter((x) => x > from && x < to);
  const marks = [from, ...ends.sort((a, b) => a - b), to];
  return marks.slice(1).reduce((sum, end, i) => {
    const start = marks[i] ?? from;
    let shape: Point[] = [
      [start, bottom],
      [end, bottom],
      [end, top],
      [start, top],
    ];
    for (const slope of over) {
      if (slope.from > start || slope.to < end) continue;
      // In axes that rise with the slope, its underside is level.
      const sheared = (sign: 1 | -1) =>
        shape.map(([x, y]): Point => [x, y + sign * slope.rise * (x - slope.from)]);
      shape = clip(sheared(-1), 1, slope.height);
      shape = sheared(1);
    }
    return sum + area(shape);
  }, 0);
}

/** Returns the corners of a slope's area on the plan. */
export function areaOf(slope: Slope): Point[] {
  const [x, y] = pointOnPlan(slope, [0, slope.depth / 2]);
  return corners({ ...slope, x, y }, slope);
}
