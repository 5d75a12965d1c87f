// Texture coordinates in metres, projected along the axes; a grain runs along the
// part's longest side. Plain loops, because this runs for every vertex of every body.

import { BufferAttribute, type BufferGeometry, Vector3 } from "three";
import { mmPerMetre } from "../space.ts";

/** Index of an axis in a position: 0 is x, 1 is y, 2 is z. */
type Axis = 0 | 1 | 2;

/** Returns a copy without an index, in which each triangle is projected along the axis that it faces. */
export function unwrapUv(geometry: BufferGeometry): BufferGeometry {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry.clone();
  const corners = flat.getAttribute("position").array;
  const uv = new Float32Array((corners.length / 3) * 2);
  const long = longAxis(flat);
  for (let i = 0; i + 8 < corners.length; i += 9) {
    const [u, v] = plane(facing(corners, i), long);
    for (let k = 0; k < 3; k++) {
      const at = i + k * 3;
      uv[(at / 3) * 2] = (corners[at + u] ?? 0) / mmPerMetre;
      uv[(at / 3) * 2 + 1] = (corners[at + v] ?? 0) / mmPerMetre;
    }
  }
  return flat.setAttribute("uv", new BufferAttribute(uv, 2));
}

function longAxis(geometry: BufferGeometry): Axis {
  geometry.computeBoundingBox();
  const { x, y, z } = geometry.boundingBox?.getSize(new Vector3()) ?? { x: 1, y: 0, z: 0 };
  return x >= y && x >= z ? 0 : y >= z ? 1 : 2;
}

/** Returns the axis along which the normal of the triangle that begins at `i` is longest. */
function facing(p: ArrayLike<number>, i: number): Axis {
  const edge = (from: number, to: number, axis: Axis) =>
    (p[i + to * 3 + axis] ?? 0) - (p[i + from * 3 + axis] ?? 0);
  const ax = edge(0, 1, 0);
  const ay = edge(0, 1, 1);
  const az = edge(0, 1, 2);
  const bx = edge(0, 2, 0);
  const by = edge(0, 2, 1);
  const bz = edge(0, 2, 2);
  const nx = Math.abs(ay * bz - az * by);
  const ny = Math.abs(az * bx - ax * bz);
  const nz = Math.abs(ax * by - ay * bx);
  return nx >= ny && nx >= nz ? 0 : ny >= nz ? 1 : 2;
}

const sides: readonly (readonly [Axis, Axis])[] = [
  [1, 2],
  [0, 2],
  [0, 1],
];

/** Returns the two axes of a projection; u runs along the grain unless that is the projection's own axis. */
function plane(side: Axis, long: Axis): readonly [Axis, Axis] {
  const [a, b] = sides[side] ?? [0, 1];
  return b === long ? [b, a] : [a, b];
}
