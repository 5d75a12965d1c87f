// Replaces the room's outline by a drawn or typed one; what is in walls or at them moves to the nearest new wall.

import { edges, pointInPolygon, segmentDistance } from "../../geometry/index.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, PlanWindow, Point } from "../../model/index.ts";
import type { Actions, Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { nameOf } from "../part-name.ts";
import { elementsOf, keyOf } from "./elements.ts";
import { withFinishesNear } from "./finishes.ts";
import { reseatFixed } from "./fixed.ts";
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

/** Returns the plan with another outline, without parts that would be outside of it or at no wall. */
export function redrawn(plan: PlanBody, outline: readonly Point[]): PlanBody {
  const walls = plan.walls.filter(({ from, to }) => [from, to].every((end) => within(outline, end)));
  const bare = withFinishesNear({ ...plan, outline: [...outline], walls }, plan);
  const seated = <O extends PlanWindow>(opening: O): O[] => {
    const spot: Point = [opening.x, opening.y];
    const stand = standAt(bare, spot, opening.width);
    if (!stand || lengthOf([spot, [stand.x, stand.y]]) > nearWallMm) return [];
    return [{ ...opening, x: stand.x, y: stand.y, rotation: stand.rotation }];
  };
  const after = { ...bare, doors: plan.doors.flatMap(seated), windows: plan.windows.flatMap(seated) };
  return reseatFixed(plan, after, nearWallMm, (spot) => within(outline, spot));
}

/** Returns the names of the scene's parts that are missing in `after`. */
function removedNames(scene: Scene, after: PlanBody): string[] {
  const { plan } = scene;
  const left = new Set(elementsOf(after).map(keyOf));
  return elementsOf(plan)
    .filter((part) => "id" in part && part.kind !== "end" && !left.has(keyOf(part)))
    .map((part) => nameOf(scene, plan, part));
}

function within(outline: readonly Point[], spot: Point): boolean {
  return (
    pointInPolygon(outline, spot) || edges(outline).some((edge) => segmentDistance(spot, edge) <= nearWallMm)
  );
}
