// Parts of a wall, in the wall's own axes: x along its face, y up, z into the room. Millimetres.

import { BoxGeometry, BufferGeometry, Float32BufferAttribute, Matrix4, Vector3 } from "three";
import { area } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";
import type { Extent } from "../furniture/part.ts";
import { mmPerMetre } from "../space.ts";
import { at } from "./affine.ts";
import type { Solid } from "./overhead.ts";
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

/** Returns the footprint of a part of the wall through its whole thickness, mitred at the wall's ends: [x, z]. */
export function footprint(
  { length, thickness, back }: Frame,
  { from, to }: Pick<Rect, "from" | "to">,
): Point[] {
  return [
    [from, 0],
    [to, 0],
    [to === length ? back[1] : to, -thickness],
    [from === 0 ? back[0] : from, -thickness],
  ];
}

/** Returns the footprint of a layer along a part of the wall: [x, z]. */
export function strip({ from, to }: Pick<Rect, "from" | "to">, z: readonly [number, number]): Point[] {
  return [
    [from, z[1]],
    [to, z[1]],
    [to, z[0]],
    [from, z[0]],
  ];
}

/** Returns the shape of a solid. Its faces share no corners, so that each is flat. */
export function upright({ polygon, bottom, top }: Solid): BufferGeometry {
  const round = area(polygon) > 0 ? [...polygon].reverse() : polygon;
  const low = round.map((p) => new Vector3(p[0], at(bottom, p), p[1]));
  const high = round.map((p) => new Vector3(p[0], at(top, p), p[1]));
  const sides = low.flatMap((corner, i) => {
    const next = (i + 1) % low.length;
    const [a, b, c] = [low[next], high[next], high[i]];
    return a && b && c ? [[corner, a, b, c]] : [];
  });
  return flatFaces([high, [...low].reverse(), ...sides]);
}

/** Returns convex faces, each counter-clockwise as seen from its front. */
export function flatFaces(faces: readonly (readonly Vector3[])[]): BufferGeometry {
  const geometry = new BufferGeometry();
  const index: number[] = [];
  let start = 0;
  for (const { length } of faces) {
    for (let i = 1; i + 1 < length; i++) index.push(start, start + i, start + i + 1);
    start += length;
  }
  geometry.setAttribute(
    "position",
    new Float32BufferAttribute(
      faces.flat().flatMap((p) => p.toArray()),
      3,
    ),
  );
  // Merged with boxes, which have them.
  geometry.setAttribute("uv", new Float32BufferAttribute(new Float32Array(start * 2), 2));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}
