// Which walls are between the camera and the room, and how they fade.

import type { Material } from "three";
import type { Segment } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";

/** Opacity of a faded wall; inner walls stay visible enough to separate the rooms. */
export const faded = { outer: 0.06, inner: 0.16 } as const;
/** Time constant of fading, milliseconds: the difference falls to about a third in that time. */
const fadeMs = 90;
const nearEnough = 0.01;

/**
 * Reports whether a wall, taken as an endless line, hides the target: an outer wall
 * when the eye is outside, an inner wall when eye and target are on different sides.
 */
export function hides(wall: { kind: "outer" | "inner"; face: Segment }, eye: Point, target: Point): boolean {
  const from = side(wall.face, eye);
  const to = side(wall.face, target);
  return wall.kind === "outer" ? from < 0 : from * to < 0;
}

/**
 * Returns a positive number on an edge's right, where the room is when its outline runs clockwise on screen.
 */
function side([a, b]: Segment, [x, y]: Point): number {
  return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
}

/** Returns the opacity after `ms` milliseconds; exactly `to` once it is close. */
export function approach(from: number, to: number, ms: number): number {
  const next = from + (to - from) * (1 - Math.exp(-ms / fadeMs));
  return Math.abs(next - to) < nearEnough ? to : next;
}

/** Sets a material's opacity. What is not opaque doesn't hide what is behind it, and is drawn after all that is. */
export function setOpacity(material: Material, opacity: number): void {
  const clear = opacity < 1;
  if (material.transparent !== clear) material.needsUpdate = true;
  material.opacity = opacity;
  material.transparent = clear;
  material.depthWrite = !clear;
}
