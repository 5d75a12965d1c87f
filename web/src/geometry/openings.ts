// Doors and windows in the plan: which side is in, where a leaf swings, and the floor
// before an opening. A door's hinge is left or right as seen from inside, facing it.

import type { Door, Plan, PlanWindow, Point } from "../model/index.ts";
import { direction, pointInPolygon, segmentDistance } from "./index.ts";

type Opening = Pick<PlanWindow, "x" | "y" | "width" | "rotation">;
type Shell = Pick<Plan, "outline" | "walls">;

/** How thick the outline's walls are, millimetres; they stand outside of it. */
export const outerWallMm = 120;
/** So far to each side it is asked where inside is. */
const probeMm = 50;
/** A leaf's way is drawn with so many corners. */
const swingSteps = 12;

/** On which side of an opening, in its own direction, the outside is: 1 for +y, -1 for -y. */
export function outwards({ outline }: Pick<Plan, "outline">, { x, y, rotation }: Opening): 1 | -1 {
  const [dx, dy] = direction(rotation + 90);
  return pointInPolygon(outline, [x + dx * probeMm, y + dy * probeMm]) ? -1 : 1;
}

/** From an opening's middle to the faces of its wall, on the inner and the outer side. */
export function faces(plan: Shell, { x, y }: Opening): { inner: number; outer: number } {
  const wall = plan.walls.find((w) => segmentDistance([x, y], [w.from, w.to]) <= w.thickness / 2);
  return wall ? { inner: wall.thickness / 2, outer: wall.thickness / 2 } : { inner: 0, outer: outerWallMm };
}

/** What a leaf sweeps on its way from closed to open at a right angle: a quarter of a circle. */
export function swing(plan: Shell, door: Door): Point[] {
  const side = outwards(plan, door);
  const { inner, outer } = faces(plan, door);
  const to = door.opens === "in" ? -side : side;
  const from = to * (to === side ? outer : inner);
  // Looking outwards along +y, left is +x; along -y it is -x.
  const hinge = (door.hinge === "left" ? door.width / 2 : -door.width / 2) * side;
  const arc = Array.from({ length: swingSteps + 1 }, (_, i): Point => {
    const [across, along] = direction((90 * i) / swingSteps);
    return [hinge - Math.sign(hinge) * door.width * across, from + to * door.width * along];
  });
  return placed(door, [[hinge, from], ...arc]);
}

/** The floor before an opening: its width, so deep from the wall's face, inside or outside. */
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

/** From an opening's own axes to the plan's. */
function placed({ x, y, rotation }: Opening, points: readonly Point[]): Point[] {
  const [cos, sin] = direction(rotation);
  return points.map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}
