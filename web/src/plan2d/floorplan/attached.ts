// Keeps the ends of inner walls on the outline when its shape changes.

import { edges, nearestOn, type Segment, segmentDistance } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, Point, Wall } from "../../model/index.ts";
import { whole } from "./elements.ts";
import { shortestMm } from "./validation.ts";

/** Largest distance at which an end counts as attached to an edge of the outline, millimetres. */
const touchMm = 60;

/** Returns the new index of the edge that had `index`, for something at `spot` on it. */
export type EdgeAfter = (index: number, spot: Point) => number;

/** Returns the plan's inner walls, adjusted to the outline `after`. */
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

/** Returns the wall's new ends; a wall that would become too short or reverse is moved without stretching. */
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

/** Reports whether an end already lies on the new outline. */
function stillOn(all: readonly Segment[], spot: Point): boolean {
  return all.some((edge) => segmentDistance(spot, edge) < 1);
}

/** Returns where the wall's line meets an edge; undefined if they are nearly parallel or don't meet. */
function meeting(wall: Segment, edge: Segment): Point | undefined {
  const [dx, dy] = along(wall);
  const [ex, ey] = along(edge);
  const cross = dx * ey - dy * ex;
  if (Math.abs(cross) < 0.05) return undefined;
  const far = ((edge[0][0] - wall[0][0]) * ey - (edge[0][1] - wall[0][1]) * ex) / cross;
  const spot: Point = [wall[0][0] + dx * far, wall[0][1] + dy * far];
  return segmentDistance(spot, edge) < 1 ? spot : undefined;
}
