// Corners as SVG writes them, and lengths as people do.

import type { Point } from "../model/index.ts";
import type { BaseScene } from "../planner/scene.ts";
import { formatLength } from "../units/lengths.ts";

/** Tenths of a millimetre are more than enough. */
export function formatPoints(points: readonly Point[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
}

export function formatPlanLength(mm: number, { units, lang }: Pick<BaseScene, "units" | "lang">): string {
  return formatLength(mm, units, lang);
}
