// Round bodies: an outline revolved about the vertical axis. Unlike three's LatheGeometry
// this keeps sharp edges sharp: a table's top and its rim have separate normals.

import { BufferAttribute, BufferGeometry } from "three";

/** A point of an outline, as radius and height; an outline runs upwards along the outside. */
export type Turn = readonly [radius: number, height: number];

/** Cosine of the largest angle between neighbouring normals that are smoothed into one. */
const smooth = Math.cos((40 * Math.PI) / 180);

interface Strip {
  from: Turn;
  to: Turn;
  /** Outward normals in the outline's plane, at `from` and at `to`. */
  normals: [Turn, Turn];
}

export function lathe(outline: readonly Turn[], sides: number): BufferGeometry {
  const position: number[] = [];
  const normal: number[] = [];
  for (const { from, to, normals } of strips(outline)) {
    for (let i = 0; i < sides; i++) {
      const a = (i / sides) * Math.PI * 2;
      const b = ((i + 1) / sides) * Math.PI * 2;
      const quad = [
        { p: from, n: normals[0], angle: a },
        { p: to, n: normals[1], angle: a },
        { p: to, n: normals[1], angle: b },
        { p: from, n: normals[0], angle: b },
      ] as const;
      // Where the outline meets the axis, the quad is a triangle.
      const order = from[0] <= 0 ? [0, 2, 1] : to[0] <= 0 ? [0, 3, 1] : [0, 2, 1, 0, 3, 2];
      for (const corner of order) {
        const { p, n, angle } = quad[corner] ?? quad[0];
        position.push(Math.sin(angle) * p[0], p[1], Math.cos(angle) * p[0]);
        normal.push(Math.sin(angle) * n[0], n[1], Math.cos(angle) * n[0]);
      }
    }
  }
  return geometryOf(position, normal);
}

function strips(outline: readonly Turn[]): Strip[] {
  const plain = outline.slice(1).flatMap((to, i): Strip[] => {
    const from = outline[i] ?? to;
    const dr = to[0] - from[0];
    const dy = to[1] - from[1];
    const length = Math.hypot(dr, dy);
    if (length < 1e-6 || from[0] + to[0] <= 0) return [];
    const out: Turn = [dy / length, -dr / length];
    return [{ from, to, normals: [out, out] }];
  });
  plain.slice(1).forEach((strip, i) => {
    const before = plain[i];
    if (before) join(before, strip);
  });
  return plain;
}

/** Gives two strips a shared normal where they meet, unless there is a sharp edge. */
function join(before: Strip, after: Strip): void {
  const a = before.normals[1];
  const b = after.normals[0];
  if (a[0] * b[0] + a[1] * b[1] < smooth) return;
  const length = Math.hypot(a[0] + b[0], a[1] + b[1]);
  const shared: Turn = [(a[0] + b[0]) / length, (a[1] + b[1]) / length];
  before.normals[1] = shared;
  after.normals[0] = shared;
}

function geometryOf(position: number[], normal: number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(position), 3));
  geometry.setAttribute("normal", new BufferAttribute(new Float32Array(normal), 3));
  geometry.setAttribute("uv", new BufferAttribute(new Float32Array((position.length / 3) * 2), 2));
  return geometry;
}
