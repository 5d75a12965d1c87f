// Fixtures and slopes as shapes, which the plan, the print and the exported picture draw.

import { pointOnPlan } from "../geometry/axes.ts";
import { corners, rotatePoint, type Segment, wallPolygon } from "../geometry/index.ts";
import { doorClearance, swings } from "../geometry/openings.ts";
import { overlaps } from "../geometry/polygons.ts";
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
/** Size of a label at a usual scale; distance between the positions that are tried; millimetres. */
const labelSize = { width: 700, depth: 260 };
const stepMm = 100;
/** Depth of the floor before a door that a label keeps free, millimetres. */
const doorMm = 300;
/** Where the arrow of a slope begins and ends, as parts of its depth from its low side. */
const arrowEnds = { from: 0.85, to: 0.4 };
/** Width of the strip along a line from which a ceiling falls that is kept free, millimetres. */
const fallMm = 60;
/** Half the width of an arrow's head, millimetres. */
const headMm = 90;

/** The position of the height at a slope's low side. */
export interface SlopeLabel {
  spot: Point;
  /** Rotation of the text, degrees. */
  degrees: number;
  /** Height of the ceiling at the low side, millimetres. */
  low: number;
}

/** Returns the lines from which the ceiling falls with arrows to where it is low, and the fixtures; millimetres of the plan. */
export function fixedShapes(plan: PlanBody): Shape[] {
  const { fixtures = [], slopes = [] } = plan;
  return [
    ...slopes.map(fallLine),
    ...slopeMarks(plan).flatMap(({ arrow }) => arrow),
    ...fixtures.flatMap((one) => symbolOf(one).map((s) => placed(s, one))),
  ];
}

export function slopeLabels(plan: PlanBody): SlopeLabel[] {
  return slopeMarks(plan).map(({ label }) => label);
}

/** The label and the arrow of a slope. */
interface SlopeMark {
  label: SlopeLabel;
  arrow: Shape[];
}

/** The marks of the plans that are drawn, which are asked for both their shapes and their labels. */
const marksOf = new WeakMap<PlanBody, readonly SlopeMark[]>();

function slopeMarks(plan: PlanBody): readonly SlopeMark[] {
  const marks = marksOf.get(plan) ?? markedSlopes(plan);
  marksOf.set(plan, marks);
  return marks;
}

/** Returns the marks of each slope, clear of doors, walls, fixtures, other lines and each other if possible. */
function markedSlopes(plan: PlanBody): SlopeMark[] {
  if (!plan.slopes?.length) return [];
  const { doors, walls, fixtures = [], slopes = [] } = plan;
  const taken: (readonly Point[])[] = [
    ...doors.flatMap((door) => [...swings(plan, door), doorClearance(plan, door, doorMm)]),
    ...walls.map(({ from, to, thickness }) => wallPolygon([from, to], thickness)),
    ...fixtures.map((fixture) => corners(fixture, fixture)),
    ...slopes.map((slope) => wallPolygon(fallOf(slope), fallMm)),
  ];
  const take = (slope: Slope, spots: readonly Point[], size: { width: number; depth: number }): Point => {
    const areas = spots.map((spot) => {
      const [x, y] = pointOnPlan(slope, spot);
      return corners({ x, y, rotation: slope.rotation }, size);
    });
    const free = areas.findIndex((area) => !taken.some((other) => overlaps(area, other)));
    const chosen = Math.max(0, free);
    taken.push(areas[chosen] ?? []);
    return spots[chosen] ?? [0, 0];
  };
  const labels = slopes.map((slope): SlopeLabel => {
    const near = Math.min(labelMm, slope.depth / 2);
    const rows = times((slope.depth - labelSize.depth / 2 - near) / stepMm, (i) => near + (i + 1) * stepMm);
    const all = spotsAlong(slope, labelSize.width);
    // Not in the middle of its wall, where the editor has a handle.
    const beside = all.filter((x) => Math.abs(x) >= labelSize.width / 2);
    const spots = [near, ...rows].flatMap((y) => (y === near ? beside : all).map((x): Point => [x, y]));
    const first: Point = [-slope.width / 4, near];
    return {
      spot: pointOnPlan(slope, take(slope, [first, ...spots], labelSize)),
      degrees: readable(rotatePoint([1, 0], slope.rotation)),
      low: slope.low,
    };
  });
  return slopes.flatMap((slope, i) => {
    const label = labels[i];
    if (!label) return [];
    const { depth } = slope;
    const size = { width: 2 * headMm, depth: depth * (arrowEnds.from - arrowEnds.to) };
    const middle = (depth * (arrowEnds.from + arrowEnds.to)) / 2;
    const spots = [0, ...spotsAlong(slope, size.width)].map((x): Point => [x, middle]);
    const [x] = take(slope, spots, size);
    return { label, arrow: arrowOf(depth).map((shape) => placed(shape, at(slope, x))) };
  });
}

/** Returns positions along a slope at which something of that width is on it, the nearest to a quarter first. */
function spotsAlong({ width }: Slope, wide: number): number[] {
  const most = Math.max(0, (width - wide) / 2);
  const all = times(most / stepMm, (i) => [(i + 1) * stepMm, -(i + 1) * stepMm]).flat();
  return all.sort((a, b) => Math.abs(Math.abs(a) - width / 4) - Math.abs(Math.abs(b) - width / 4));
}

/** Returns an arrow towards a slope's low side, at x 0. */
function arrowOf(depth: number): Shape[] {
  const [from, to] = [depth * arrowEnds.from, depth * arrowEnds.to];
  const head = Math.min(headMm, from - to);
  return [line([0, from], [0, to]), line([-head, to + head], [0, to], [head, to + head])];
}

/** Returns a slope's place, moved along its low side. */
function at(slope: Slope, x: number): PlanPlace {
  const [px, py] = pointOnPlan(slope, [x, 0]);
  return { x: px, y: py, rotation: slope.rotation };
}

/** Returns the ends of the line from which the ceiling falls. */
function fallOf(slope: Slope): Segment {
  const half = slope.width / 2;
  return [pointOnPlan(slope, [-half, slope.depth]), pointOnPlan(slope, [half, slope.depth])];
}

function fallLine(slope: Slope): Shape {
  return { kind: "line", points: fallOf(slope), dashed: true };
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
