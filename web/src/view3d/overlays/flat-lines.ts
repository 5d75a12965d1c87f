// Flat lines on the floor as geometry, because lines have no width in WebGL. Input
// is in millimetres, output in metres; the strips are horizontal and face up.

import { BufferAttribute, BufferGeometry } from "three";
import { bounds } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";
import { mmPerMetre } from "../space.ts";

export interface Dashes {
  dash: number;
  gap: number;
}

/** Returns a frame around a rectangle about the origin: `outside` its edges, `wide`, and dashed if asked. */
export function frame(
  width: number,
  depth: number,
  outside: number,
  wide: number,
  dashes?: Dashes,
): BufferGeometry {
  const w = width / 2 + outside;
  const d = depth / 2 + outside;
  const corners: Point[] = [
    [-w, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ];
  const sides = corners.map((a, i): [Point, Point] => [a, corners[(i + 1) % 4] ?? a]);
  return flatLines(dashes ? sides.flatMap(([a, b]) => dashed(a, b, dashes)) : sides, wide);
}

/** Returns a circle as strips. */
export function ring(radius: number, wide: number, sides = 64): BufferGeometry {
  const at = (i: number): Point => {
    const angle = (i / sides) * Math.PI * 2;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  };
  return flatLines(
    Array.from({ length: sides }, (_, i) => [at(i), at(i + 1)]),
    wide,
  );
}

/** Returns straight lines as strips, extended by half a width at both ends so that corners close. */
export function flatLines(lines: readonly (readonly [Point, Point])[], wide: number): BufferGeometry {
  const positions = new Float32Array(lines.length * 18);
  lines.forEach(([a, b], i) => {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const ux = ((b[0] - a[0]) / length) * (wide / 2);
    const uy = ((b[1] - a[1]) / length) * (wide / 2);
    const quad: Point[] = [
      [a[0] - ux - uy, a[1] - uy + ux],
      [b[0] + ux - uy, b[1] + uy + ux],
      [b[0] + ux + uy, b[1] + uy - ux],
      [a[0] - ux + uy, a[1] - uy - ux],
    ];
    [0, 1, 2, 0, 2, 3].forEach((corner, k) => {
      const [x, y] = quad[corner] ?? a;
      positions.set([x / mmPerMetre, 0, y / mmPerMetre], i * 18 + k * 3);
    });
  });
  return new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3));
}

/** Returns the dashes of a line; it begins and ends with a whole dash. */
export function dashed(a: Point, b: Point, { dash, gap }: Dashes): [Point, Point][] {
  const { width, height } = bounds([a, b]);
  const length = Math.hypot(width, height);
  const count = Math.max(1, Math.round((length + gap) / (dash + gap)));
  const each = (length + gap) / count;
  const at = (along: number): Point => {
    const part = length === 0 ? 0 : along / length;
    return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
  };
  return Array.from({ length: count }, (_, i) => [at(i * each), at(i * each + each - gap)]);
}
