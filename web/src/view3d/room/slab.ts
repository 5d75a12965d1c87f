// Parts of a wall, in the wall's own axes: x along its face, y up, z into the room. Millimetres.

import { BoxGeometry, type BufferGeometry, Matrix4, Vector3 } from "three";
import type { Extent } from "../furniture/part.ts";
import { mmPerMetre } from "../space.ts";
import type { Rect, WallRun } from "./walls.ts";

export function box({ x, y, z }: Extent): BufferGeometry {
  const geometry = new BoxGeometry(x[1] - x[0], y[1] - y[0], z[1] - z[0]);
  return geometry.translate((x[0] + x[1]) / 2, (y[0] + y[1]) / 2, (z[0] + z[1]) / 2);
}

/** A wall's dimensions in its own axes. */
export interface Frame {
  length: number;
  thickness: number;
  /** Start and end of its back along x: with mitred corners it is longer or shorter than the face. */
  back: readonly [number, number];
  /** Transforms millimetres in the wall's axes to metres in world space. */
  matrix: Matrix4;
}

export function frameOf({ face: [a, b], back }: Pick<WallRun, "face" | "back">): Frame {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const ux = (b[0] - a[0]) / length;
  const uy = (b[1] - a[1]) / length;
  const along = ([x, y]: readonly [number, number]) => (x - a[0]) * ux + (y - a[1]) * uy;
  const thickness = Math.abs((back[0][0] - a[0]) * uy - (back[0][1] - a[1]) * ux);
  const matrix = new Matrix4()
    .makeBasis(new Vector3(ux, 0, uy), new Vector3(0, 1, 0), new Vector3(-uy, 0, ux))
    .setPosition(a[0], 0, a[1])
    .premultiply(new Matrix4().makeScale(1 / mmPerMetre, 1 / mmPerMetre, 1 / mmPerMetre));
  return { length, thickness, back: [along(back[0]), along(back[1])], matrix };
}

/** Returns a panel through the wall's whole thickness, mitred at the wall's ends. */
export function slab({ length, thickness, back }: Frame, { from, to, bottom, top }: Rect): BufferGeometry {
  const geometry = box({ x: [0, 1], y: [bottom, top], z: [-thickness, 0] });
  const position = geometry.getAttribute("position");
  const rearFrom = from === 0 ? back[0] : from;
  const rearTo = to === length ? back[1] : to;
  for (let i = 0; i < position.count; i++) {
    const rear = position.getZ(i) < -thickness / 2;
    const end = position.getX(i) > 0.5;
    position.setX(i, end ? (rear ? rearTo : to) : rear ? rearFrom : from);
  }
  geometry.computeVertexNormals();
  return geometry;
}
