// Texture coordinates in metres, laid on from the six sides; what has a grain has it along
// the part's longest side.

import { BufferAttribute, type BufferGeometry, Vector3 } from "three";

type Axis = "x" | "y" | "z";
const axes: readonly Axis[] = ["x", "y", "z"];

/** A copy without an index, in which each triangle is laid on from the side that it faces. */
export function unwrapped(geometry: BufferGeometry): BufferGeometry {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry.clone();
  const position = flat.getAttribute("position");
  const uv = new Float32Array(position.count * 2);
  const long = longAxis(flat);
  const corners = [new Vector3(), new Vector3(), new Vector3()] as const;
  for (let i = 0; i + 2 < position.count; i += 3) {
    for (const [k, corner] of corners.entries()) corner.fromBufferAttribute(position, i + k);
    const [u, v] = plane(facing(corners), long);
    for (const [k, corner] of corners.entries()) uv.set([corner[u] / 1000, corner[v] / 1000], (i + k) * 2);
  }
  return flat.setAttribute("uv", new BufferAttribute(uv, 2));
}

function longAxis(geometry: BufferGeometry): Axis {
  geometry.computeBoundingBox();
  const size = geometry.boundingBox?.getSize(new Vector3()) ?? new Vector3();
  return axes.reduce((best, axis) => (size[axis] > size[best] ? axis : best), "x");
}

const [one, other] = [new Vector3(), new Vector3()];

/** The axis along which a triangle's normal points most. */
function facing([a, b, c]: readonly [Vector3, Vector3, Vector3]): Axis {
  const normal = one.subVectors(b, a).cross(other.subVectors(c, a));
  return axes.reduce((best, axis) => (Math.abs(normal[axis]) > Math.abs(normal[best]) ? axis : best), "x");
}

/** The two axes of a side; u runs along the grain where the side shows it. */
function plane(side: Axis, long: Axis): [Axis, Axis] {
  const [a, b] = axes.filter((axis) => axis !== side) as [Axis, Axis];
  return b === long ? [b, a] : [a, b];
}
