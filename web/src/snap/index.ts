// Snapping: where a dragged group is drawn to, and the lines that say why.

import type { Place, Plan, Point } from "../client/index.ts";
import { area, type Box, boxOf, corners, edges, type Segment, thick, turned } from "../plane/index.ts";
import type { Footprint, Standing } from "./inside.ts";
import { rulersOf } from "./rulers.ts";
import type { Guide, Ruler } from "./types.ts";

export { alignPlaces, distributePlaces } from "./align.ts";
export { type Footprint, freePlace, insideOutline, keptInside, type Standing } from "./inside.ts";
export type { Guide, Ruler } from "./types.ts";

export interface Moving {
  place: Place;
  size: Footprint;
}

export interface SnapContext {
  plan: Pick<Plan, "outline" | "walls">;
  others: readonly Standing[];
  /** True when the piece may be turned to stand flush with a wall. */
  rotate?: boolean;
}

export interface Snapped {
  /** By how much the group is moved. */
  by: Point;
  /** Degrees to turn the piece before it is moved. */
  turn?: number;
  guides: Guide[];
  rulers: Ruler[];
}

/** A wall's face, and the direction away from it into the room. */
export interface Face {
  segment: Segment;
  normal: Point;
}

/** One way to snap: how far along one axis, and why. */
interface Pull {
  by: number;
  guide: Guide;
}

/** Grid lines, in millimetres, with snapping and without. */
const coarseMm = 50;
const fineMm = 10;
/** Only a neighbour so near is one that a person lines up with. */
const neighbourMm = 1500;
/** A piece that is skewed by no more than this is turned to stand flush. */
const skewDegrees = 12;

/** Draws a group to walls, neighbours and the grid; the nearest of each direction wins. */
export function snap(
  moving: readonly Moving[],
  context: SnapContext,
  options: { tolerance: number; on: boolean },
): Snapped {
  const rulers = (by: Point, turn = 0) => rulersOf(moved(moving, by, turn), context.plan);
  if (!options.on) {
    const by = toGrid(moving, fineMm);
    return { by, guides: [], rulers: rulers(by) };
  }
  const faces = facesOf(context.plan);
  const turn = context.rotate ? turnToWall(moving, faces, options.tolerance) : 0;
  const { by, guides } = drawn(moved(moving, [0, 0], turn), faces, context.others, options.tolerance);
  return { by, ...(turn === 0 ? {} : { turn }), guides, rulers: rulers(by, turn) };
}

function drawn(
  moving: readonly Moving[],
  faces: readonly Face[],
  others: readonly Standing[],
  tolerance: number,
): { by: Point; guides: Guide[] } {
  const points = moving.flatMap((m) => corners(m.place, m.size));
  const skew = nearest(faces.filter((f) => !isUpright(f)).flatMap((f) => wallPull(points, f, tolerance)));
  const box = boxOf(points);
  const walls = faces.filter(isUpright).flatMap((f) => wallPull(points, f, tolerance));
  const near = others.map((o) => boxOf(corners(o.place, o.size))).filter((b) => apart(box, b) < neighbourMm);
  const x = nearest([
    ...walls.filter((p) => p.axis === "x"),
    ...near.flatMap((b) => boxPulls(box, b, "x", tolerance)),
  ]);
  const y = nearest([
    ...walls.filter((p) => p.axis === "y"),
    ...near.flatMap((b) => boxPulls(box, b, "y", tolerance)),
  ]);
  // A slanted wall leaves no axis free for another snap.
  if (skew && (!x || Math.abs(skew.by) <= Math.abs(x.by)) && (!y || Math.abs(skew.by) <= Math.abs(y.by))) {
    return {
      by: [Math.round(skew.normal[0] * skew.by), Math.round(skew.normal[1] * skew.by)],
      guides: [skew.guide],
    };
  }
  const grid = toGrid(moving, coarseMm);
  const by: Point = [x ? Math.round(x.by) : grid[0], y ? Math.round(y.by) : grid[1]];
  return { by, guides: [x, y].flatMap((pull) => pull?.guide ?? []) };
}

/** The faces that furniture can stand against: the outline's from within, inner walls' from both sides. */
export function facesOf(plan: Pick<Plan, "outline" | "walls">): Face[] {
  const clockwise = area(plan.outline) > 0;
  const outer = edges(plan.outline).map((segment) => ({ segment, normal: leftOf(segment, !clockwise) }));
  const inner = plan.walls.flatMap((wall) => {
    const around = thick([wall.from, wall.to], wall.thickness);
    const outwards = area(around) > 0;
    return edges(around).map((segment) => ({ segment, normal: leftOf(segment, outwards) }));
  });
  return [...outer, ...inner].filter(({ normal }) => Number.isFinite(normal[0]));
}

/** The unit normal of a segment; to its left on the screen, or to its right. */
function leftOf([a, b]: Segment, left: boolean): Point {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const sign = left ? 1 : -1;
  return [(sign * (b[1] - a[1])) / length + 0, (sign * (a[0] - b[0])) / length + 0];
}

function isUpright({ normal }: Face): boolean {
  return Math.abs(normal[0]) < 1e-6 || Math.abs(normal[1]) < 1e-6;
}

interface WallPull extends Pull {
  axis: "x" | "y";
  normal: Point;
}

/** How far a group is from standing flush with a face, when it is near and beside it. */
function wallPull(points: readonly Point[], { segment, normal }: Face, tolerance: number): WallPull[] {
  const [a, b] = segment;
  const gap = Math.min(...points.map((p) => (p[0] - a[0]) * normal[0] + (p[1] - a[1]) * normal[1]));
  if (Math.abs(gap) > tolerance) return [];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const spread = points.map((p) => (p[0] - a[0]) * along[0] + (p[1] - a[1]) * along[1]);
  const [from, to] = [Math.max(0, Math.min(...spread)), Math.min(length, Math.max(...spread))];
  if (to <= from) return [];
  const at = (mm: number): Point => [Math.round(a[0] + along[0] * mm), Math.round(a[1] + along[1] * mm)];
  const guide: Guide = { kind: "wall", from: at(from), to: at(to) };
  const axis = Math.abs(normal[0]) > 0.5 ? "x" : "y";
  // An upright face pulls along its axis, whichever way its normal points.
  const sign = isUpright({ segment, normal }) ? Math.sign(axis === "x" ? normal[0] : normal[1]) : 1;
  return [{ by: -gap * sign + 0, guide, axis, normal }];
}

/** Edges and centres of a box that are nearly in line with another's. */
function boxPulls(box: Box, other: Box, axis: "x" | "y", tolerance: number): Pull[] {
  const [from, across] = axis === "x" ? (["x", "width"] as const) : (["y", "height"] as const);
  const mine = [box[from], box[from] + box[across], box[from] + box[across] / 2] as const;
  const theirs = [other[from], other[from] + other[across], other[from] + other[across] / 2] as const;
  const pairs = [
    [0, 0],
    [1, 1],
    [0, 1],
    [1, 0],
    [2, 2],
  ] as const;
  return pairs.flatMap(([i, j]) => {
    const by = theirs[j] - mine[i];
    return Math.abs(by) > tolerance ? [] : [{ by, guide: inLine(box, other, axis, theirs[j]) }];
  });
}

/** The line that two boxes share, from the far end of one to that of the other. */
function inLine(box: Box, other: Box, axis: "x" | "y", at: number): Guide {
  const [from, across] = axis === "x" ? (["y", "height"] as const) : (["x", "width"] as const);
  const start = Math.round(Math.min(box[from], other[from]));
  const end = Math.round(Math.max(box[from] + box[across], other[from] + other[across]));
  const line = Math.round(at);
  return axis === "x"
    ? { kind: "neighbour", from: [line, start], to: [line, end] }
    : { kind: "neighbour", from: [start, line], to: [end, line] };
}

function nearest<P extends Pull>(pulls: readonly P[]): P | undefined {
  let best: P | undefined;
  for (const pull of pulls) if (!best || Math.abs(pull.by) < Math.abs(best.by)) best = pull;
  return best;
}

function apart(a: Box, b: Box): number {
  const dx = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const dy = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.hypot(dx, dy);
}

/** From a group's first centre to the grid. */
function toGrid(moving: readonly Moving[], step: number): Point {
  const first = moving[0]?.place;
  if (!first) return [0, 0];
  const onto = (mm: number) => Math.round(mm / step) * step - mm + 0;
  return [onto(first.x), onto(first.y)];
}

/** How much to turn a single piece so that a side of it is flush with the wall that it is near. */
function turnToWall(moving: readonly Moving[], faces: readonly Face[], tolerance: number): number {
  const [piece, ...rest] = moving;
  if (!piece || rest.length > 0) return 0;
  const points = corners(piece.place, piece.size);
  const near = nearest(faces.flatMap((f) => wallPull(points, f, 3 * tolerance)));
  if (!near) return 0;
  const wall = (Math.atan2(-near.normal[0], near.normal[1]) * 180) / Math.PI;
  // Any side may be flush: turn to the nearest quarter.
  const off = ((((wall - piece.place.rotation) % 90) + 135) % 90) - 45;
  return Math.abs(off) <= skewDegrees ? Math.round(off) + 0 : 0;
}

function moved(moving: readonly Moving[], [dx, dy]: Point, turn: number): Moving[] {
  return moving.map(({ place, size }) => ({
    place: { x: place.x + dx, y: place.y + dy, rotation: turned(place.rotation, turn) },
    size,
  }));
}
