// Writes rooms as RoomPlan's CapturedRoom encodes them.

import { type CategoryNames, categories } from "../../src/import/types.ts";
import type { Point } from "../../src/model/index.ts";

/** Each piece has its category as its name. */
export const names = Object.fromEntries([...categories, "other"].map((c) => [c, c])) as CategoryNames;

export interface Opening {
  /** Number of the wall, and the centre's distance from the wall's first end. */
  wall: number;
  at: number;
  width: number;
  bottom: number;
  height: number;
}

interface ScanObject {
  category: string;
  attributes?: Record<string, string>;
  at: Point;
  degrees: number;
  size: [width: number, height: number, depth: number];
  bottom: number;
}

/** A room in millimetres, as on a plan. */
export interface Room {
  walls: { from: Point; to: Point; height?: number }[];
  doors?: Opening[];
  windows?: Opening[];
  openings?: Opening[];
  objects?: ScanObject[];
  floor?: Point[];
}

/** Where the scan's axes are: turned about the origin and moved, as the phone chose them. */
export interface Pose {
  degrees?: number;
  by?: Point;
  level?: number;
}

/** The corners of an L-shaped room, clockwise. */
export const lShape: Point[] = [
  [0, 0],
  [6_000, 0],
  [6_000, 2_500],
  [3_500, 2_500],
  [3_500, 5_000],
  [0, 5_000],
];

export function ring(corners: readonly Point[], height = 2_500): Room["walls"] {
  return corners.map((from, i) => ({ from, to: corners[(i + 1) % corners.length] ?? from, height }));
}

/** Returns the room as the JSON value of a CapturedRoom. */
export function captured(room: Room, { degrees = 0, by = [0, 0], level = 0 }: Pose = {}) {
  const turn = (degrees * Math.PI) / 180;
  const metres = (mm: number) => Math.round(mm * 1e4) / 1e7;
  const spot = ([x, y]: Point): Point => [
    x * Math.cos(turn) - y * Math.sin(turn) + by[0],
    x * Math.sin(turn) + y * Math.cos(turn) + by[1],
  ];
  let count = 0;
  const identifier = () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
  /** A transform, column by column, for something whose width is along `angle` on the plan. */
  const transform = (at: Point, height: number, angle: number) => {
    const [x, z] = spot(at);
    const cos = round(Math.cos(angle + turn));
    const sin = round(Math.sin(angle + turn));
    return [
      cos,
      0,
      sin,
      0,
      0,
      1,
      0,
      0,
      -sin || 0,
      0,
      cos,
      0,
      metres(x),
      metres(height + level),
      metres(z),
      1,
    ];
  };
  const surface = (category: object, from: Point, to: Point, bottom: number, height: number) => {
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    return {
      identifier: identifier(),
      category,
      confidence: { high: {} },
      dimensions: [metres(Math.hypot(to[0] - from[0], to[1] - from[1])), metres(height), 0],
      transform: transform(middle, bottom + height / 2, angle),
      completedEdges: [],
      curve: null,
      polygonCorners: [],
      parentIdentifier: null as string | null,
      story: 0,
    };
  };
  const walls = room.walls.map(({ from, to, height = 2_500 }) => surface({ wall: {} }, from, to, 0, height));
  const opening = (category: object) => (o: Opening) => {
    const { from, to } = room.walls[o.wall] ?? { from: [0, 0], to: [1, 0] };
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const on = (far: number): Point => [
      from[0] + ((to[0] - from[0]) * far) / length,
      from[1] + ((to[1] - from[1]) * far) / length,
    ];
    const one = surface(category, on(o.at - o.width / 2), on(o.at + o.width / 2), o.bottom, o.height);
    return { ...one, parentIdentifier: walls[o.wall]?.identifier ?? null };
  };
  return {
    version: 2,
    story: 0,
    walls,
    doors: (room.doors ?? []).map(opening({ door: { isOpen: false } })),
    windows: (room.windows ?? []).map(opening({ window: {} })),
    openings: (room.openings ?? []).map(opening({ opening: {} })),
    objects: (room.objects ?? []).map((o) => ({
      identifier: identifier(),
      category: { [o.category]: {} },
      confidence: { medium: {} },
      attributes: o.attributes ?? {},
      dimensions: o.size.map(metres),
      transform: transform(o.at, o.bottom + o.size[1] / 2, (o.degrees * Math.PI) / 180),
      parentIdentifier: null,
      story: 0,
    })),
    floors: room.floor ? [floorOf(room.floor, spot, metres, level)] : [],
    sections: [],
  };
}

/** Returns a floor: a surface that lies on its back, so that its y axis is the plan's. */
function floorOf(
  corners: readonly Point[],
  spot: (p: Point) => Point,
  metres: (mm: number) => number,
  level: number,
) {
  return {
    identifier: "00000000-0000-4000-8000-ffffffffffff",
    category: { floor: {} },
    confidence: { high: {} },
    dimensions: [1, 1, 0],
    transform: [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, metres(level), 0, 1],
    polygonCorners: corners.map((p) => [...spot(p).map(metres), 0]),
    completedEdges: [],
    curve: null,
  };
}

function round(n: number): number {
  return Math.round(n * 1e9) / 1e9 || 0;
}
