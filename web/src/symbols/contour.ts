// Converts shapes to polygons, for output that can only draw polygons.

import { direction } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import type { Shape } from "./shapes.ts";

/** Number of segments of an ellipse, and of a rounded corner. */
const roundSteps = 48;
const cornerSteps = 6;

/** Returns the corners of a shape, in order; of a line its points. */
export function contour(shape: Shape): readonly Point[] {
  switch (shape.kind) {
    case "rect":
      return rounded(shape);
    case "ellipse":
      return Array.from({ length: roundSteps }, (_, i) => {
        const [dx, dy] = direction((i * 360) / roundSteps);
        return [shape.x + dx * shape.rx, shape.y + dy * shape.ry];
      });
    default:
      return shape.points;
  }
}

function rounded({ x, y, width, height, radius = 0 }: Extract<Shape, { kind: "rect" }>): Point[] {
  const right = x + width;
  const bottom = y + height;
  if (radius === 0) {
    return [
      [x, y],
      [right, y],
      [right, bottom],
      [x, bottom],
    ];
  }
  const turn = (cx: number, cy: number, from: number) =>
    Array.from({ length: cornerSteps + 1 }, (_, i): Point => {
      const [dx, dy] = direction(from + (i * 90) / cornerSteps);
      return [cx + dx * radius, cy + dy * radius];
    });
  return [
    ...turn(x + radius, y + radius, 180),
    ...turn(right - radius, y + radius, 270),
    ...turn(right - radius, bottom - radius, 0),
    ...turn(x + radius, bottom - radius, 90),
  ];
}
