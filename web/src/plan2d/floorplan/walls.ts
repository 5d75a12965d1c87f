// Changes of inner walls. What is in them and at them follows.

import { along } from "../../geometry/segments.ts";
import type { PlanBody, Point, Wall } from "../../model/index.ts";
import { freshId, type PlanElement, type WallElement, whole } from "./elements.ts";
import { reattached } from "./reattached.ts";

/** Thickness of a new inner wall, millimetres. */
const usualThickness = 100;

export function withWall(plan: PlanBody, from: Point, to: Point): { plan: PlanBody; part: PlanElement } {
  const id = freshId("wall", plan.walls);
  const wall: Wall = { id, from: whole(from), to: whole(to), thickness: usualThickness };
  return { plan: { ...plan, walls: [...plan.walls, wall] }, part: { kind: "wall", id } };
}

export function movedWall(plan: PlanBody, id: string, [dx, dy]: Point): PlanBody {
  return changed(plan, id, ({ from, to }) => ({
    from: whole([from[0] + dx, from[1] + dy]),
    to: whole([to[0] + dx, to[1] + dy]),
  }));
}

export function movedEnd(plan: PlanBody, id: string, end: "from" | "to", to: Point): PlanBody {
  return changed(plan, id, () => ({ [end]: whole(to) }));
}

/** Returns the plan with another length of a wall, millimetres; the end `from` stays. */
export function withWallLength(plan: PlanBody, id: string, length: number): PlanBody {
  return changed(plan, id, ({ from, to }) => {
    const [dx, dy] = along([from, to]);
    return { to: whole([from[0] + dx * length, from[1] + dy * length]) };
  });
}

export function withThickness(plan: PlanBody, id: string, thickness: number): PlanBody {
  return changed(plan, id, () => ({ thickness: Math.round(thickness) }));
}

function changed(plan: PlanBody, id: string, change: (wall: Wall) => Partial<Wall>): PlanBody {
  const walls = plan.walls.map((wall) => (wall.id === id ? { ...wall, ...change(wall) } : wall));
  const [was, is] = [plan.walls, walls].map((all) => all.find((wall) => wall.id === id));
  if (!was || !is) return plan;
  const spotAfter = (wall: WallElement, spot: Point) =>
    wall.kind === "wall" && wall.id === id ? rode(was, is, spot) : spot;
  return reattached(plan, { ...plan, walls }, { spotAfter });
}

/** Returns the spot in the changed wall at the same distance from its first end. */
function rode(was: Wall, is: Wall, [x, y]: Point): Point {
  const [wx, wy] = along([was.from, was.to]);
  const far = (x - was.from[0]) * wx + (y - was.from[1]) * wy;
  const [dx, dy] = along([is.from, is.to]);
  return [is.from[0] + dx * far, is.from[1] + dy * far];
}
