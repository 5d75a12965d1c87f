// Computes the pan that brings a followed cursor back into the view, one step at a time.

import type { ViewPoint } from "../model/index.ts";
import type { Area } from "./viewport.ts";

/** Smallest distance of the followed spot from the view's edges, pixels. */
const marginPx = 90;
/** Time in which the remaining way shrinks to about a third (1/e), milliseconds. */
const paceMs = 84;
/** A distance below `therePx` counts as arrived; one below `nearPx` is covered at once. Pixels. */
const therePx = 0.5;
const nearPx = 2;

/** Returns the pan in the next `ms` milliseconds, pixels; undefined if the spot is far enough inside. */
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
