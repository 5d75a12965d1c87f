// Names of the parts of a room, as users read and hear them.

import { wallName } from "../finishes/wall-name.ts";
import type { PlanBody } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { editorTexts } from "./editor-texts.ts";
import { measureOf } from "./floorplan/change.ts";
import { type PlanElement, wallRefOf } from "./floorplan/elements.ts";
import { formatPlanLength } from "./format.ts";

/** Returns a part's name, with its length where it has one. */
export function nameOf(scene: Scene, plan: PlanBody, part: PlanElement): string {
  const words = editorTexts(scene);
  const length = formatPlanLength(measureOf(plan, part) ?? 0, scene);
  const number = (all: readonly { id: string }[], id: string) => all.findIndex((each) => each.id === id) + 1;
  switch (part.kind) {
    case "corner":
      return words.corner(part.index + 1);
    case "edge":
    case "wall":
      return wallName(scene, plan, wallRefOf(part));
    case "end":
      return words.end(number(plan.walls, part.id));
    case "door":
      return words.door(number(plan.doors, part.id), length);
    case "window":
      return words.window(number(plan.windows, part.id), length);
    case "fixture": {
      const fixture = plan.fixtures?.find(({ id }) => id === part.id);
      const alike = plan.fixtures?.filter(({ kind }) => kind === fixture?.kind) ?? [];
      return fixture ? words.fixture[fixture.kind](number(alike, part.id), length) : "";
    }
    case "slope":
      return words.slope(number(plan.slopes ?? [], part.id), length);
  }
}
