import type { Place } from "../model/index.ts";

// Places in the form that the wire requires.

/** Returns the place in whole millimetres and degrees, within the limits of WR2. */
export function rounded({ x, y, z, rotation }: Place): Place {
  const bounded = (mm: number, least: number, most: number) =>
    Math.round(Math.min(most, Math.max(least, mm)));
  return {
    x: bounded(x, -1_000_000, 1_000_000),
    y: bounded(y, -1_000_000, 1_000_000),
    z: bounded(z, 0, 10_000),
    rotation: (((Math.round(rotation) % 360) + 360) % 360) + 0,
  };
}

export function samePlace(a: Place, b: Place): boolean {
  return a.x === b.x && a.y === b.y && a.z === b.z && a.rotation === b.rotation;
}
