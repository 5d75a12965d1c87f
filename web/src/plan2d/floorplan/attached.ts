// Inner walls that end at the outline: their ends stay on it when it gets another shape.

import { edges, nearestOn, type Segment, segmentDistance } from "../../geometry/index.ts";
import type { PlanBody, Point, Wall } from "../../model/index.ts";
import { along, lengthOf } from "../segment.ts";
import { whole } from "./elements.ts";
import { shortestMm } from "./validation.ts";

/** An end this near to the outline's wall ends at it, millimetres. */
const touchMm = 60;

/** What became of an edge, for what stands at a spot of it. */
export type EdgeAfter = (index: number, spot: Point) => number;

/** The inner walls of a plan whose outline becomes another. */
export function attached(
  { outline, walls }: PlanBody,
  after: readonly Point[],
  edgeAfter: EdgeAfter,
): Wall[] {
  const before = edges(outline);
  const now = edges(after);
  const endAfter = (end: Point, other: Point): Point => {
    const index = nearestEdge(before, end);
    const edge = index === undefined ? undefined : now[edgeAfter(index, end)];
    if (!edge || stillOn(now, end)) return end;
    return whole(meeting([other, end], edge) ?? nearestOn(edge, end));
  };
  return walls.map((wall) => {
    const from = endAfter(wall.from, wall.to);
    const to = endAfter(wall.to, wall.from);
    return { ...wall, ...keptLong(wall, from, to) };
  });
}

/** A wall that would vanish, or turn round, is moved along as it is. */
function keptLong(wall: Wall, from: Point, to: Point): { from: Point; to: Point } {
  const [dx, dy] = along([wall.from, wall.to]);
  if ((to[0] - from[0]) * dx + (to[1] - from[1]) * dy >= shortestMm) return { from, to };
  const byFrom: Point = [from[0] - wall.from[0], from[1] - wall.from[1]];
  const byTo: Point = [to[0] - wall.to[0], to[1] - wall.to[1]];
  const [x, y] = lengthOf([[0, 0], byFrom]) > lengthOf([[0, 0], byTo]) ? byFrom : byTo;
  return {
    from: [wall.from[0] + x, wall.from[1] + y],
    to: [wall.to[0] + x, wall.to[1] + y],
  };
}

function nearestEdge(all: readonly Segment[], spot: Point): number | undefined {
  const far = all.map((edge) => segmentDistance(spot, edge));
  const least = Math.min(...far);
  return least <= touchMm ? far.indexOf(least) : undefined;
}

/** True while an end lies on the new outline as it did on the old one. */
function stillOn(all: readonly Segment[], spot: Point): boolean {
  return all.some((edge) => segmentDistance(spot, edge) < 1);
}

/** Where a wall, made longer or shorter, meets an edge; undefined where it runs beside it or misses it. */
function meeting(wall: Segment, edge: Segment): Point | undefined {
  const [dx, dy] = along(wall);
  const [ex, ey] = along(edge);
  const cross = dx * ey - dy * ex;
  if (Math.abs(cross) < 0.05) return undefined;
  const far = ((edge[0][0] - wall[0][0]) * ey - (edge[0][1] - wall[0][1]) * ex) / cross;
  const spot: Point = [wall[0][0] + dx * far, wall[0][1] + dy * far];
  return segmentDistance(spot, edge) < 1 ? spot : undefined;
}
