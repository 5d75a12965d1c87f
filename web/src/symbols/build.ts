// Basic shapes of all drawings. Millimetres; y grows downwards.

import { direction } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import type { Shape, Tone } from "./shapes.ts";

export function box(tone: Tone, x: number, y: number, width: number, height: number, radius = 0): Shape {
  const w = Math.max(0, width);
  const h = Math.max(0, height);
  return { kind: "rect", x, y, width: w, height: h, radius: Math.min(radius, w / 2, h / 2), tone };
}

export function disc(tone: Tone, x: number, y: number, rx: number, ry = rx): Shape {
  return { kind: "ellipse", x, y, rx: Math.max(0, rx), ry: Math.max(0, ry), tone };
}

export function line(...points: Point[]): Shape {
  return { kind: "line", points };
}

/** Returns the results of `make` for the integers from 0 up to the rounded-down `count`, exclusive. */
export function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, i) => make(i));
}

/** Returns a square cushion with concave sides, whose middles are `size` apart; turned by `degrees`. */
export function cushion(tone: Tone, x: number, y: number, size: number, degrees: number): Shape {
  const points = times(32, (i): Point => {
    const angle = i * 11.25;
    // Largest at the corners, smallest in the middle of the sides.
    const reach = (size / 2) * (1 + 0.22 * Math.abs(Math.sin((angle * Math.PI) / 90)) ** 1.6);
    const [dx, dy] = direction(angle + degrees);
    return [x + dx * reach, y + dy * reach];
  });
  return { kind: "polygon", points, tone };
}

/** Returns a pointed leaf from (0, 0) in a direction; `reach` is its length, `half` half its width. */
export function leaf(degrees: number, reach: number, half: number): Shape {
  const [ux, uy] = direction(degrees);
  const side = (sign: number) =>
    times(9, (i): Point => {
      const along = i / 8;
      const off = Math.sin(Math.PI * along ** 0.8) * half * sign;
      return [ux * reach * along - uy * off, uy * reach * along + ux * off];
    });
  return { kind: "polygon", points: [...side(1), ...side(-1).reverse().slice(1, -1)], tone: "leaf" };
}

/** Returns `count` evenly spaced lines across a top, like the joints of boards. */
export function seams(width: number, depth: number, count: number, inset = 0): Shape[] {
  return times(count, (i) => {
    const y = -depth / 2 + (depth * (i + 1)) / (count + 1);
    return line([-width / 2 + inset, y], [width / 2 - inset, y]);
  });
}

/** Limits a shape to an item's size, because very small furniture has no space for its details. */
export function clipped(shape: Shape, width: number, depth: number): Shape {
  const w = width / 2;
  const d = depth / 2;
  switch (shape.kind) {
    case "rect": {
      const x = clamp(shape.x, w);
      const y = clamp(shape.y, d);
      const right = clamp(shape.x + shape.width, w);
      const bottom = clamp(shape.y + shape.height, d);
      return box(shape.tone, x, y, right - x, bottom - y, shape.radius);
    }
    case "ellipse": {
      const x = clamp(shape.x, w);
      const y = clamp(shape.y, d);
      return disc(shape.tone, x, y, Math.min(shape.rx, w - Math.abs(x)), Math.min(shape.ry, d - Math.abs(y)));
    }
    default:
      return { ...shape, points: shape.points.map(([x, y]): Point => [clamp(x, w), clamp(y, d)]) };
  }
}

/** Returns a shape with left and right exchanged. */
export function mirrored(shape: Shape): Shape {
  switch (shape.kind) {
    case "rect":
      return { ...shape, x: -shape.x - shape.width };
    case "ellipse":
      return { ...shape, x: -shape.x };
    default:
      return { ...shape, points: shape.points.map(([x, y]): Point => [-x, y]) };
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
