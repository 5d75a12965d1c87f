// Fixtures and slopes as shapes, which the plan, the print and the exported picture draw.

import { pointOnPlan } from "../geometry/axes.ts";
import { rotatePoint } from "../geometry/index.ts";
import type { Fixture, PlanBody, PlanPlace, Point, Slope } from "../model/index.ts";
import { line, times } from "./build.ts";
import { readable } from "./dimensions.ts";
import type { Shape, Tone } from "./shapes.ts";

/** Distance between the lines of a pillar's hatching, and about that between a radiator's fins, millimetres. */
const hatchMm = 90;
const finMm = 70;
/** Radius of a socket's symbol, which is larger than the socket, millimetres. */
const socketMm = 70;
/** Distance of a slope's label from its low side, millimetres. */
const labelMm = 180;

/** The position of the height at a slope's low side. */
export interface SlopeLabel {
  spot: Point;
  /** Rotation of the text, degrees. */
  degrees: number;
  /** Height of the ceiling at the low side, millimetres. */
  low: number;
}

/** Returns the lines from which the ceiling falls, and the fixtures; millimetres of the plan. */
export function fixedShapes({ fixtures = [], slopes = [] }: PlanBody): Shape[] {
  return [...slopes.map(fallLine), ...fixtures.flatMap((one) => symbolOf(one).map((s) => placed(s, one)))];
}

export function slopeLabels({ slopes = [] }: PlanBody): SlopeLabel[] {
  return slopes.map((slope) => ({
    // Not in the middle of its wall, where the editor has a handle.
    spot: pointOnPlan(slope, [-slope.width / 4, Math.min(labelMm, slope.depth / 2)]),
    degrees: readable(rotatePoint([1, 0], slope.rotation)),
    low: slope.low,
  }));
}

function fallLine(slope: Slope): Shape {
  const half = slope.width / 2;
  const points = [pointOnPlan(slope, [-half, slope.depth]), pointOnPlan(slope, [half, slope.depth])];
  return { kind: "line", points, dashed: true };
}

/** Returns a fixture's symbol; its middle is (0, 0), and its back upwards. */
function symbolOf({ kind, width, depth }: Fixture): Shape[] {
  const [w, d] = [width / 2, depth / 2];
  const outline = polygon("sheet", [-w, -d], [w, -d], [w, d], [-w, d]);
  switch (kind) {
    case "pillar":
      return [outline, ...hatching(width, depth)];
    case "radiator": {
      const fins = Math.max(2, Math.round(width / finMm));
      return [
        outline,
        ...times(fins - 1, (i) =>
          line([-w + ((i + 1) * width) / fins, -d], [-w + ((i + 1) * width) / fins, d]),
        ),
      ];
    }
    case "socket": {
      const arc = times(9, (i) => {
        const [x, y] = rotatePoint([socketMm, 0], i * 22.5);
        return [x, y - d] as const;
      });
      const top = socketMm - d;
      return [
        polygon("sheet", ...arc),
        line([-socketMm, top], [socketMm, top]),
        line([0, top], [0, top + socketMm]),
      ];
    }
  }
}

/** Returns lines at 45 degrees across a rectangle. */
function hatching(width: number, depth: number): Shape[] {
  return times((width + depth) / hatchMm, (i) => {
    const sum = (i + 0.5) * hatchMm;
    const at = (x: number): Point => [x - width / 2, sum - x - depth / 2];
    return line(at(Math.max(0, sum - depth)), at(Math.min(width, sum)));
  });
}

function polygon(tone: Tone, ...points: (readonly [number, number])[]): Shape {
  return { kind: "polygon", tone, points: points.map(([x, y]): Point => [x, y]) };
}

/** Returns a polygon or a line in the plan's axes. */
function placed(shape: Shape, place: PlanPlace): Shape {
  return "points" in shape
    ? { ...shape, points: shape.points.map((point) => pointOnPlan(place, point)) }
    : shape;
}
