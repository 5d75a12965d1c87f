// The view goes after a spot: as far as brings it in, a part of the way at a time.

import type { ViewPoint } from "../model/index.ts";
import type { Area } from "./viewport.ts";

/** What is followed stays so far from the edge, pixels. */
const marginPx = 90;
/** The way left shrinks to a third in so many milliseconds. */
const paceMs = 84;
/** As near as this is there; as near as that is gone at once, pixels. */
const therePx = 0.5;
const nearPx = 2;

/** How far the plan moves in some milliseconds, pixels, for a spot of the view; undefined when it is far enough inside. */
export function towards([x, y]: ViewPoint, { width, height }: Area, ms: number): ViewPoint | undefined {
  const dx = inward(x, width);
  const dy = inward(y, height);
  const far = Math.hypot(dx, dy);
  if (far < therePx) return undefined;
  const part = far < nearPx ? 1 : 1 - Math.exp(-ms / paceMs);
  return [dx * part, dy * part];
}

function inward(at: number, length: number): number {
  const edge = Math.min(marginPx, length / 2);
  return at < edge ? edge - at : Math.min(0, length - edge - at);
}
