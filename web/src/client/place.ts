import type { Place } from "../model/index.ts";

// Places in the form that the wire requires.

/** Returns the place in whole millimetres and degrees, within the limits of WR2. */
export function rounded({ x, y, rotation }: Place): Place {
  const bounded = (mm: number) => Math.round(Math.min(1_000_000, Math.max(-1_000_000, mm)));
  return { x: bounded(x), y: bounded(y), rotation: (((Math.round(rotation) % 360) + 360) % 360) + 0 };
}

export function samePlace(a: Place, b: Place): boolean {
  return a.x === b.x && a.y === b.y && a.rotation === b.rotation;
}
