// Snapping: computes to where a dragged group snaps, and the guides that show why.

import { bounds, corners, normalizeAngle } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import { rulersOf } from "./distance-guides.ts";
import { hang } from "./hang.ts";
import { boxesNear, boxPulls, nearest } from "./neighbours.ts";
import type { Guide, Moving, Pull, Ruler, Shell, Standing, Turning } from "./types.ts";
import { type Face, facesOf, turnToWall, wallPull } from "./walls.ts";

export { clampIntoRoom, insideOutline, keptInside } from "./inside.ts";
export type { Moving, Standing, Turning } from "./types.ts";
export { type Face, facesOf, turningOf } from "./walls.ts";

export interface SnapContext {
  plan: Shell;
  others: readonly Standing[];
  /** How a single item is turned at a wall; undefined if it isn't. */
  turning?: Turning | undefined;
}

export interface Snapped {
  /** Step by which to move the group, millimetres. */
  by: Point;
  /** Degrees to turn the single item before it is moved. */
  turn?: number;
  guides: Guide[];
  rulers: Ruler[];
}

/** Default distance within which a dragged group snaps, millimetres. */
export const toleranceMm = 60;
/** Spacing of the grid with snapping and without, millimetres. */
const coarseMm = 50;
const fineMm = 10;

/** Snaps a group to walls, neighbours and the grid, per axis to the nearest; if not `on`, to a fine grid. */
export function snap(
  moving: readonly Moving[],
  { plan, others, turning }: SnapContext,
  { tolerance, on }: { tolerance: number; on: boolean },
): Snapped {
  const rulers = (by: Point, turn = 0) => rulersOf(moved(moving, by, turn), plan);
  if (!on) {
    const by = toGrid(moving, fineMm);
    return { by, guides: [], rulers: rulers(by) };
  }
  const faces = facesOf(plan);
  const [piece, ...more] = moving;
  const single = turning && piece && more.length === 0;
  const hung = single && turning === "hang" ? hang(piece, faces, others, tolerance) : undefined;
  if (hung) return { ...hung, rulers: rulers(hung.by, hung.turn) };
  const found = single ? turnToWall(piece, faces, plan, turning, tolerance) : undefined;
  const turn = found?.turn ?? 0;
  const { by, guides } = drawn(moved(moving, [0, 0], turn), faces, others, tolerance, found?.face);
  return { by, ...(turn === 0 ? {} : { turn }), guides, rulers: rulers(by, turn) };
}

/** Snaps to the nearest within the tolerance; to `target`, the wall of a turned item, from any distance. */
function drawn(
  moving: readonly Moving[],
  faces: readonly Face[],
  others: readonly Standing[],
  tolerance: number,
  target: Face | undefined,
): { by: Point; guides: Guide[] } {
  const points = moving.flatMap((m) => corners(m.place, m.size));
  const walls = faces.flatMap((f) => wallPull(points, f, -tolerance, tolerance) ?? []);
  const forced = target && wallPull(points, target, -Infinity, Infinity);
  const box = bounds(points);
  const near = boxesNear(box, others);
  const along = (axis: "x" | "y") =>
    forced?.axis === axis
      ? forced
      : nearest([
          ...walls.filter((p) => p.axis === axis),
          ...near.flatMap((b) => boxPulls(box, b, axis, tolerance)),
        ]);
  const x = along("x");
  const y = along("y");
  const slanted = forced?.axis === "slanted" ? forced : nearest(walls.filter((p) => p.axis === "slanted"));
  // With a slanted wall, no axis is left for another snap.
  if (slanted && (slanted === forced || (nearer(slanted, x) && nearer(slanted, y)))) {
    const [nx, ny] = slanted.face.normal;
    return {
      by: [Math.round(nx * slanted.by) + 0, Math.round(ny * slanted.by) + 0],
      guides: [slanted.guide],
    };
  }
  const grid = toGrid(moving, coarseMm);
  const by: Point = [x ? Math.round(x.by) : grid[0], y ? Math.round(y.by) : grid[1]];
  return { by, guides: [x, y].flatMap((pull) => pull?.guide ?? []) };
}

function nearer(a: Pull, b: Pull | undefined): boolean {
  return !b || Math.abs(a.by) <= Math.abs(b.by);
}

/** Returns the step from the centre of a group's first item to the nearest grid point. */
function toGrid(moving: readonly Moving[], step: number): Point {
  const first = moving[0]?.place;
  if (!first) return [0, 0];
  const onto = (mm: number) => Math.round(mm / step) * step - mm + 0;
  return [onto(first.x), onto(first.y)];
}

function moved(moving: readonly Moving[], [dx, dy]: Point, turn: number): Moving[] {
  return moving.map(({ place, size }) => ({
    place: { ...place, x: place.x + dx, y: place.y + dy, rotation: normalizeAngle(place.rotation, turn) },
    size,
  }));
}
