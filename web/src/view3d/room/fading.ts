// Which walls stand between the eye and the room, and how they come and go.

import type { Segment } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";

/** What is left of a wall that is in the way; inner ones still tell one room from the next. */
export const faded = { outer: 0.06, inner: 0.16 } as const;
/** A wall's way left shrinks to a third in so many milliseconds. */
const fadeMs = 90;
const nearEnough = 0.01;

/** True when a wall hides what is looked at: it is between, however long it is. The room side of an outer wall counts. */
export function hides(wall: { kind: "outer" | "inner"; face: Segment }, eye: Point, target: Point): boolean {
  const from = side(wall.face, eye);
  const to = side(wall.face, target);
  return wall.kind === "outer" ? from < 0 : from * to < 0;
}

/** Positive on an edge's right, where the room is when its outline runs clockwise on the screen. */
function side([a, b]: Segment, [x, y]: Point): number {
  return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
}

/** The opacity after some milliseconds; exactly `to` when it is there. */
export function approach(from: number, to: number, ms: number): number {
  const next = from + (to - from) * (1 - Math.exp(-ms / fadeMs));
  return Math.abs(next - to) < nearEnough ? to : next;
}
