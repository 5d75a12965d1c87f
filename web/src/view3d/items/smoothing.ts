import type { Place } from "../../model/index.ts";

// Pieces that others move glide to where they are: updates come a few times a second.
/** The way left shrinks to a third in so many milliseconds. */
const followMs = 70;
/** Closer than this counts as there, millimetres or degrees. */
const nearEnough = 0.5;

/** Part of the way from one place to another; round the shorter way. */
export function onward(from: Place, to: Place, ms: number): Place {
  if (near(from, to)) return to;
  const part = 1 - Math.exp(-ms / followMs);
  const rotation = from.rotation + shorter(from.rotation, to.rotation) * part;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, rotation };
}

export function near(a: Place, b: Place): boolean {
  return (
    Math.hypot(a.x - b.x, a.y - b.y) < nearEnough && Math.abs(shorter(a.rotation, b.rotation)) < nearEnough
  );
}

function shorter(from: number, to: number): number {
  return ((((to - from + 180) % 360) + 360) % 360) - 180;
}
