// The faces of a plan's walls towards the room, and which wall an opening is in.

import type { PlanBody, Point } from "../model/index.ts";
import { area, edges, type Segment, segmentDistance, wallPolygon } from "./index.ts";

type Walls = Pick<PlanBody, "outline" | "walls">;

/** Returns the faces of each wall, as in `wallsOf`, with the room on their right. */
export function wallFaces({ outline, walls }: Walls): Segment[][] {
  const clockwise = area(outline) >= 0;
  const outer = outline.length < 3 ? [] : edges(outline);
  return [
    ...outer.map(([a, b]): Segment[] => [clockwise ? [a, b] : [b, a]]),
    ...walls.map(({ from, to, thickness }) => {
      const [a, b, c, d] = wallPolygon([from, to], thickness) as [Point, Point, Point, Point];
      return [
        [a, b],
        [c, d],
      ] satisfies Segment[];
    }),
  ];
}

/** Returns the index, as in `wallsOf`, of the wall that an opening at a point is in. */
export function wallAt({ outline, walls }: Walls, at: Point): number | undefined {
  const sides = outline.length < 3 ? [] : edges(outline);
  const inner = walls.findIndex((w) => segmentDistance(at, [w.from, w.to]) <= w.thickness / 2);
  if (inner >= 0) return sides.length + inner;
  const far = sides.map((side) => segmentDistance(at, side));
  return far.length > 0 ? far.indexOf(Math.min(...far)) : undefined;
}
