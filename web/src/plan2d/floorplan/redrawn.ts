// Replaces the room's outline by a drawn or typed one; doors and windows move to the nearest new wall.

import { edges, pointInPolygon, segmentDistance } from "../../geometry/index.ts";
import type { PlanBody, PlanWindow, Point } from "../../model/index.ts";
import type { Actions, Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { formatPlanLength } from "../format.ts";
import { lengthOf } from "../segment.ts";
import { standAt } from "./openings.ts";

/** Openings further than this from every new wall, and inner walls that end so far outside, are removed. */
const nearWallMm = 300;

/** Stores the plan with another outline, and notifies the user of the parts that were removed. */
export function redraw(scene: Scene, { setPlan, notify }: Actions, outline: readonly Point[]): void {
  const after = redrawn(scene.plan, outline);
  setPlan(after);
  const gone = removedNames(scene, after);
  if (gone.length > 0) notify(editorTexts(scene).goneWithWalls(gone.join("; ")));
}

/** Returns the plan with another outline, without parts that would be outside of it or in no wall. */
export function redrawn<P extends PlanBody>(plan: P, outline: readonly Point[]): P {
  const walls = plan.walls.filter(({ from, to }) => [from, to].every((end) => within(outline, end)));
  const bare = { ...plan, outline: [...outline], walls };
  const seated = <O extends PlanWindow>(opening: O): O[] => {
    const spot: Point = [opening.x, opening.y];
    const stand = standAt(bare, spot, opening.width);
    if (!stand || lengthOf([spot, [stand.x, stand.y]]) > nearWallMm) return [];
    return [{ ...opening, x: stand.x, y: stand.y, rotation: stand.rotation }];
  };
  return { ...bare, doors: plan.doors.flatMap(seated), windows: plan.windows.flatMap(seated) };
}

/** Returns the names of the scene's walls, doors and windows that are missing in `after`. */
function removedNames(scene: Scene, after: PlanBody): string[] {
  const { plan } = scene;
  const words = editorTexts(scene);
  const write = (mm: number) => formatPlanLength(mm, scene);
  const gone = <T extends { id: string }>(
    parts: readonly T[],
    left: readonly T[],
    name: (part: T, number: number) => string,
  ) => parts.flatMap((part, i) => (left.some(({ id }) => id === part.id) ? [] : [name(part, i + 1)]));
  return [
    ...gone(plan.walls, after.walls, ({ from, to }, n) => words.wall(n, write(lengthOf([from, to])))),
    ...gone(plan.doors, after.doors, ({ width }, n) => words.door(n, write(width))),
    ...gone(plan.windows, after.windows, ({ width }, n) => words.window(n, write(width))),
  ];
}

function within(outline: readonly Point[], spot: Point): boolean {
  return (
    pointInPolygon(outline, spot) || edges(outline).some((edge) => segmentDistance(spot, edge) <= nearWallMm)
  );
}
