// Whether a room is as it was made.

import type { Scene } from "../planner/scene.ts";

/** Reports whether nobody has changed the room or put anything into it. */
export function isUntouched({ plan, items }: Pick<Scene, "plan" | "items">): boolean {
  return plan.version < 2 && items.size === 0;
}
