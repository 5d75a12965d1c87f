// Doors and windows in the plan: their inner side, the swing of leaves, and the floor
// in front of them. A door's hinge is left or right as seen from inside, facing it.

import type { Door, Plan, PlanWindow, Point } from "../model/index.ts";
import { direction, pointInPolygon, segmentDistance } from "./index.ts";

type Opening = Pick<PlanWindow, "x" | "y" | "width" | "rotation">;
type Shell = Pick<Plan, "outline" | "walls">;

/** Thickness of the outline's walls, millimetres; they are outside of the outline. */
export const outerWallMm = 120;
/** Thickness of a door's leaf as it is drawn, millimetres. */
export const leafMm = 45;
/** Distance from an opening at which it is tested which side is inside. */
const probeMm = 50;
/** Number of steps of the arc of a leaf. */
const swingSteps = 12;

/** Returns the side of an opening, along its own y axis, that is outside: 1 for +y, -1 for -y. */
export function outwards({ outline }: Pick<Plan, "outline">, { x, y, rotation }: Opening): 1 | -1 {
  const [dx, dy] = direction(rotation + 90);
  return pointInPolygon(outline, [x + dx * probeMm, y + dy * probeMm]) ? -1 : 1;
}

/** Returns the distances from an opening's centre to the inner and outer faces of its wall. */
export function faces(plan: Shell, { x, y }: Opening): { inner: number; outer: number } {
  const wall = plan.walls.find((w) => segmentDistance([x, y], [w.from, w.to]) <= w.thickness / 2);
  return wall ? { inner: wall.thickness / 2, outer: wall.thickness / 2 } : { inner: 0, outer: outerWallMm };
}

/**
 * Returns the areas that a door's leaves sweep between closed and open at a right angle: a quarter of a circle
 * each, which begins with the hinge and the closed leaf's end. A double door has two leaves of half
 * its width; a sliding door sweeps nothing, and an opening has no leaf.
 */
export function swings(plan: Shell, door: Door): Point[][] {
  const { kind, hinge, opens, width } = door;
  if (kind && kind !== "double") return [];
  const side = outwards(plan, door);
  const { inner, outer } = faces(plan, door);
  const to = opens === "in" ? -side : side;
  const from = to * (to === side ? outer : inner);
  // Facing outwards along +y, left is +x; along -y it is -x.
  const left = hinge === "left" ? side : -side;
  const ends = kind ? [left, -left] : [left];
  const length = width / ends.length;
  return ends.map((end) => {
    const x = (end * width) / 2;
    const arc = Array.from({ length: swingSteps + 1 }, (_, i): Point => {
      const [across, along] = direction((90 * i) / swingSteps);
      return [x - end * length * across, from + to * length * along];
    });
    return placed(door, [[x, from], ...arc]);
  });
}

/**
 * Returns the ends of a sliding door's leaf when it is half open: along its wall,
 * on the inner side. Undefined for other doors.
 */
export function slidingLeaf(plan: Shell, door: Door): [Point, Point] | undefined {
  if (door.kind !== "sliding") return undefined;
  const side = outwards(plan, door);
  const y = -side * (faces(plan, door).inner + leafMm);
  const end = door.hinge === "left" ? side : -side;
  const [closed, open] = placed(door, [
    [0, y],
    [end * door.width, y],
  ]);
  return closed && open && [closed, open];
}

/**
 * Returns the floor in front of an opening: as wide as it is, `depth` deep from the wall's face, in or out.
 */
export function doorClearance(
  plan: Shell,
  opening: Opening,
  depth: number,
  where: "in" | "out" = "in",
): Point[] {
  const side = outwards(plan, opening) * (where === "in" ? -1 : 1);
  const { inner, outer } = faces(plan, opening);
  const from = side * (where === "in" ? inner : outer);
  const half = opening.width / 2;
  return placed(opening, [
    [-half, from],
    [half, from],
    [half, from + side * depth],
    [-half, from + side * depth],
  ]);
}

/** Converts points from an opening's own axes to the plan's. */
function placed({ x, y, rotation }: Opening, points: readonly Point[]): Point[] {
  const [cos, sin] = direction(rotation);
  return points.map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}
