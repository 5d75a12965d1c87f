// Splits a geometry by the colours of its triangles: most programs don't show the colours of vertices.

import { BufferAttribute, BufferGeometry, Color } from "three";

/** Attributes of a body's geometry, besides the colours, with the number of their components. */
const attributes = { position: 3, normal: 3, uv: 2 } as const;

/**
 * Returns the triangles of each colour, by `#rrggbb`, of a geometry without an index. A triangle
 * has the colour of its first corner.
 */
export function byColour(geometry: BufferGeometry): Map<string, BufferGeometry> {
  const corners = new Map<string, number[]>();
  const colours = geometry.getAttribute("color");
  const colour = new Color();
  for (let i = 0; i < colours.count; i += 3) {
    const key = `#${colour.fromBufferAttribute(colours as BufferAttribute, i).getHexString()}`;
    const found = corners.get(key);
    if (found) found.push(i, i + 1, i + 2);
    else corners.set(key, [i, i + 1, i + 2]);
  }
  return new Map([...corners].map(([key, picked]) => [key, pick(geometry, picked)]));
}

function pick(geometry: BufferGeometry, corners: readonly number[]): BufferGeometry {
  const part = new BufferGeometry();
  for (const [name, size] of Object.entries(attributes)) {
    const all = geometry.getAttribute(name);
    const values = new Float32Array(corners.length * size);
    for (const [i, corner] of corners.entries()) {
      for (let k = 0; k < size; k++) values[i * size + k] = all.getComponent(corner, k);
    }
    part.setAttribute(name, new BufferAttribute(values, size));
  }
  return part;
}
