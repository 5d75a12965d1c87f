// The names of walls, as users read and hear them.

import { lengthOf } from "../geometry/segments.ts";
import { wallLine } from "../geometry/wall-line.ts";
import { pageTexts } from "../i18n/index.ts";
import type { WallRef } from "../model/finishes.ts";
import type { PlanBody } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { formatLength } from "../units/lengths.ts";

/** Returns a wall's name with its length. */
export function wallName(
  { lang, units }: Pick<Scene, "lang" | "units">,
  plan: PlanBody,
  wall: WallRef,
): string {
  const line = wallLine(plan, wall);
  const length = formatLength(line ? lengthOf(line) : 0, units, lang);
  const words = pageTexts(lang).editor;
  if ("side" in wall) return words.edge(wall.side + 1, length);
  return words.wall(plan.walls.findIndex(({ id }) => id === wall.wall) + 1, length);
}
