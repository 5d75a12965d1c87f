// The faces of a sloped part of the ceiling: its underside, and upright faces where the room goes on beside it
// with a higher ceiling. Points are [x, y, height] on the plan, millimetres.

import { clip, pointOnPlan, pointWithin } from "../../geometry/axes.ts";
import { edges, pointInPolygon, type Segment, wallPolygon } from "../../geometry/index.ts";
import type { PlanBody, Point, Slope } from "../../model/index.ts";

export type Corner = readonly [x: number, y: number, height: number];

/** A polygon without holes; its plane is not level. */
export interface SlopedFaces {
  /** The underside's outline on the plan may be concave, as the room's is. */
  underside: readonly Corner[];
  /** Convex. */
  upright: readonly (readonly Corner[])[];
}

/** Distance beside a slope at which is looked whether the room goes on. */
const besideMm = 50;

/** Returns the faces of a slope in a room; `ceiling` is the room's height. */
export function slopedFaces(
  slope: Slope,
  ceiling: number,
  { outline, walls }: Pick<PlanBody, "outline" | "walls">,
): SlopedFaces {
  const { width, depth, low } = slope;
  const half = width / 2;
  const top = Math.max(low, ceiling);
  const own = (polygon: readonly Point[]) => polygon.map((p) => pointWithin(slope, p));
  const heightAt = (y: number) => low + ((top - low) * y) / depth;
  const corner = (point: Point, height: number): Corner => {
    const [x, y] = pointOnPlan(slope, point);
    return [x, y, height];
  };
  const room = own(outline);
  const across = clip(clip(room, 0, half), 0, half, -1);
  const blocks = walls.map(({ from, to, thickness }) => own(wallPolygon([from, to], thickness)));
  const sides: { side: Segment; out: Point }[] = [
    {
      side: [
        [-half, 0],
        [half, 0],
      ],
      out: [0, -besideMm],
    },
    {
      side: [
        [-half, 0],
        [-half, depth],
      ],
      out: [-besideMm, 0],
    },
    {
      side: [
        [half, 0],
        [half, depth],
      ],
      out: [besideMm, 0],
    },
  ];
  return {
    underside: clip(clip(across, 1, depth), 1, 0, -1).map((p) => corner(p, heightAt(p[1]))),
    upright: sides
      .flatMap(({ side, out }) => open(side, out, room, blocks))
      .map(([a, b]) => [
        corner(a, heightAt(a[1])),
        corner(b, heightAt(b[1])),
        corner(b, top),
        corner(a, top),
      ]),
  };
}

/** Returns the parts of a side beside which, in the direction `out`, is room that no wall stands in. */
function open(
  [a, b]: Segment,
  out: Point,
  room: readonly Point[],
  blocks: readonly (readonly Point[])[],
): Segment[] {
  const along = (s: number): Point => [a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s];
  const beside = ([x, y]: Point): Point => [x + out[0], y + out[1]];
  const line: Segment = [beside(a), beside(b)];
  const crossed = [room, ...blocks].flatMap(edges).flatMap((edge) => crossing(line, edge));
  const marks = [...new Set([0, ...crossed, 1])].sort((s, t) => s - t);
  return marks.slice(1).flatMap((to, i): Segment[] => {
    const from = marks[i] ?? 0;
    const middle = beside(along((from + to) / 2));
    const free = pointInPolygon(room, middle) && !blocks.some((block) => pointInPolygon(block, middle));
    return free ? [[along(from), along(to)]] : [];
  });
}

/** Returns where a line crosses an edge, as a part of the line's length; none if it doesn't. */
function crossing([a, b]: Segment, [c, d]: Segment): number[] {
  const [lx, ly, ex, ey] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = lx * ey - ly * ex;
  if (cross === 0) return [];
  const [fx, fy] = [c[0] - a[0], c[1] - a[1]];
  const s = (fx * ey - fy * ex) / cross;
  const t = (fx * ly - fy * lx) / cross;
  return s > 0 && s < 1 && t >= 0 && t <= 1 ? [s] : [];
}
