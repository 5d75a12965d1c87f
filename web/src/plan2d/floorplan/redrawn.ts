// Replaces the room's outline by a drawn or typed one; what is in walls or at them moves to the nearest new wall.

import { edges, pointInPolygon, segmentDistance } from "../../geometry/index.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import type { Actions, Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { nameOf } from "../part-name.ts";
import { elementsOf, keyOf, openingOf, type PlanElement } from "./elements.ts";
import { withFinishesNear } from "./finishes.ts";
import { reseatFixed } from "./fixed.ts";
import { reseatOpenings } from "./reseated.ts";

/** Inner walls that end further outside of the room than this are removed; openings that move further are told. */
const nearWallMm = 300;

/**
 * Stores the plan with another outline, and notifies the user of the parts that were removed, and of the
 * doors and windows that are in another wall now.
 */
export function redraw(scene: Scene, { setPlan, notify }: Actions, outline: readonly Point[]): void {
  const after = redrawn(scene.plan, outline);
  setPlan(after);
  const words = editorTexts(scene);
  const [gone, moved] = [removedNames(scene, after), movedNames(scene, after)];
  const told = [
    ...(moved.length > 0 ? [words.movedWithWalls(moved.join("; "))] : []),
    ...(gone.length > 0 ? [words.goneWithWalls(gone.join("; "))] : []),
  ];
  if (told.length > 0) notify(told.join(" "));
}

/**
 * Returns the plan with another outline, without parts that would be outside of it or at no wall. Doors and
 * windows of the outline stay as long as a wall has space for them.
 */
export function redrawn(plan: PlanBody, outline: readonly Point[]): PlanBody {
  const walls = plan.walls.filter(({ from, to }) => [from, to].every((end) => within(outline, end)));
  const bare = withFinishesNear({ ...plan, outline: [...outline], walls }, plan);
  const after = reseatOpenings(plan, bare, nearWallMm);
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

/** Returns the names of the scene's openings that `after` has in another place. */
function movedNames(scene: Scene, after: PlanBody): string[] {
  const { plan } = scene;
  const far = (part: PlanElement) => {
    if (part.kind !== "door" && part.kind !== "window") return false;
    const [was, is] = [openingOf(plan, part), openingOf(after, part)];
    return (
      was &&
      is &&
      lengthOf([
        [was.x, was.y],
        [is.x, is.y],
      ]) > nearWallMm
    );
  };
  return elementsOf(plan)
    .filter(far)
    .map((part) => nameOf(scene, plan, part));
}

function within(outline: readonly Point[], spot: Point): boolean {
  return (
    pointInPolygon(outline, spot) || edges(outline).some((edge) => segmentDistance(spot, edge) <= nearWallMm)
  );
}
