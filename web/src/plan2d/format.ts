// Formats points for SVG attributes, and lengths for labels.

import type { Point } from "../model/index.ts";
import type { BaseScene } from "../planner/scene.ts";
import { formatLength } from "../units/lengths.ts";

/** Returns an SVG `points` string, rounded to tenths of a millimetre. */
export function formatPoints(points: readonly Point[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
}

export function formatPlanLength(mm: number, { units, lang }: Pick<BaseScene, "units" | "lang">): string {
  return formatLength(mm, units, lang);
}
