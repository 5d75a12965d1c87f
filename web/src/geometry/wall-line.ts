// The lines of a plan's walls.

import type { WallRef } from "../model/finishes.ts";
import type { PlanBody } from "../model/index.ts";
import { edges, type Segment } from "./index.ts";

/** Returns a wall's line: the inner face of a wall of the outline, the middle of an inner wall. */
export function wallLine(
  { outline, walls }: Pick<PlanBody, "outline" | "walls">,
  ref: WallRef,
): Segment | undefined {
  if ("side" in ref) return edges(outline)[ref.side];
  const wall = walls.find(({ id }) => id === ref.wall);
  return wall && [wall.from, wall.to];
}
