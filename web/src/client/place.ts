import { isEqual } from "../json/equal.ts";
import type { Place } from "../model/index.ts";
import type { Item } from "./protocol.ts";

// Places in the form that the wire requires, and comparisons of the states of an item.

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

type Look = Pick<Item, "variant" | "own" | "mirrored">;

/** Reports whether two states of an item look the same: in variant, in whether they are mirrored, or as own pieces. */
export function sameLook(a: Look, b: Look): boolean {
  return a.variant === b.variant && !a.mirrored === !b.mirrored && isEqual(a.own, b.own);
}
