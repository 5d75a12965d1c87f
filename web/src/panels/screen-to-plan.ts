import type { ClientPoint, Point, ViewPoint } from "../model/index.ts";

// Converts client pixels to points of the plan.
/** Distance of the probed points in millimetres, large enough for rounding to whole pixels not to matter. */
const farMm = 10_000;

/**
 * Returns the point of the plan under a client pixel, by inverting `toClient`, which may move, scale and
 * turn; undefined if it can't be inverted.
 */
export function screenToPlan([x, y]: ClientPoint, toClient: (spot: Point) => ClientPoint): Point | undefined {
  const [ox, oy] = toClient([0, 0]);
  const [ax, ay] = toClient([farMm, 0]);
  const [bx, by] = toClient([0, farMm]);
  const a = [ax - ox, ay - oy] as const;
  const b = [bx - ox, by - oy] as const;
  const determinant = a[0] * b[1] - a[1] * b[0];
  if (!Number.isFinite(determinant) || determinant === 0) return undefined;
  const dx = x - ox;
  const dy = y - oy;
  return [
    Math.round(((dx * b[1] - dy * b[0]) / determinant) * farMm),
    Math.round(((dy * a[0] - dx * a[1]) / determinant) * farMm),
  ];
}

/** Returns the number of pixels per millimetre. */
export function pixelsPerMm(toClient: (spot: Point) => ClientPoint | ViewPoint): number {
  const from = toClient([0, 0]);
  const to = toClient([farMm, 0]);
  return Math.hypot(to[0] - from[0], to[1] - from[1]) / farMm;
}
