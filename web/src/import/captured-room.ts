// Decodes the JSON of RoomPlan's CapturedRoom: metres, y upwards, transforms column by column.

import { area } from "../geometry/index.ts";
import {
  array,
  DecodeError,
  type Decoder,
  isRecord,
  lenient,
  object,
  optional,
  tuple,
} from "../json/decoder.ts";
import type { Point } from "../model/index.ts";
import { type CapturedRoom, ScanError, type Surface, type Thing } from "./types.ts";

type Vector = [x: number, y: number, z: number];

/** Most walls, openings and objects of a file, so that a broken one is refused at once. */
const most = 2_000;
/** Largest angle between two parts of a curved wall, radians. */
const curveStep = Math.PI / 12;
/** Largest distance from the origin, metres. */
const farthest = 500;

const number: Decoder<number> = (v, path) => {
  if (typeof v === "number" && Math.abs(v) <= farthest) return v;
  throw new DecodeError({ path, message: "must be a number in its bounds" });
};
const vector = tuple<Vector>(number, number, number);
const matrix = tuple<number[]>(...Array.from({ length: 16 }, () => number));
/** A value that Swift's optionals leave out or set to null. */
function orNull<T>(shape: Decoder<T>): Decoder<T | null> {
  return (v, path, skipped) => (v === null ? null : shape(v, path, skipped));
}
/** Swift encodes an enum as an object, with the case as its only member. */
const caseName: Decoder<string> = (v, path) => {
  const [name, another] = isRecord(v) ? Object.keys(v) : [];
  if (name !== undefined && another === undefined) return name;
  throw new DecodeError({ path, message: "must be an object with one member" });
};
/** A number of radians, or Swift's Measurement with its unit. */
const angle: Decoder<number> = (v, path, skipped) => {
  if (!isRecord(v)) return number(v, path, skipped);
  const value = number(v.value, `${path}.value`, skipped);
  const symbol = isRecord(v.unit) ? v.unit.symbol : undefined;
  return symbol === "°" ? (value * Math.PI) / 180 : value;
};

interface Curve {
  startAngle: number;
  endAngle: number;
  radius: number;
  /** Of the circle, x and z in the wall's own axes. */
  center?: [number, number];
}

interface Part {
  dimensions: Vector;
  transform: number[];
}

interface WallPart extends Part {
  curve?: Curve | null;
}

interface FloorPart extends Part {
  polygonCorners?: Vector[] | null;
}

interface ObjectPart extends Part {
  category: string;
  attributes?: string | null;
}

const part = { dimensions: vector, transform: matrix };
const wallPart = object<WallPart>({
  ...part,
  // A curve that can't be read leaves a straight wall.
  curve: lenient(
    orNull(
      object<Curve>({
        startAngle: angle,
        endAngle: angle,
        radius: number,
        center: optional(tuple<[number, number]>(number, number)),
      }),
    ),
  ),
});
const floorPart = object<FloorPart>({ ...part, polygonCorners: lenient(orNull(array(vector))) });
const objectPart = object<ObjectPart>({
  ...part,
  category: caseName,
  attributes: optional((v: unknown) => JSON.stringify(v).toLowerCase()),
});

interface File {
  walls: WallPart[];
  doors?: Part[] | null;
  windows?: Part[] | null;
  openings?: Part[] | null;
  objects?: ObjectPart[] | null;
  floors?: FloorPart[] | null;
}

const parts = optional(orNull(array(object<Part>(part))));
const file = object<File>({
  walls: array(wallPart),
  doors: parts,
  windows: parts,
  openings: parts,
  objects: optional(orNull(array(objectPart))),
  floors: optional(orNull(array(floorPart))),
});

/** Returns the room of a file's text. Throws ScanError. */
export function readCapturedRoom(text: string): CapturedRoom {
  const { walls, doors, windows, openings, objects, floors } = decoded(text);
  const lists = [walls, doors, windows, openings, objects, floors];
  if (lists.some((list) => list && list.length > most)) throw new ScanError("too-large");
  if (walls.length === 0) throw new ScanError("no-walls");
  const level = floorLevel(walls, floors ?? []);
  const surfaces = (all: readonly Part[] | null | undefined) => (all ?? []).map((p) => flat(p, level));
  return {
    walls: walls.flatMap((wall) => (wall.curve?.center ? arc(wall, wall.curve, level) : [flat(wall, level)])),
    doors: surfaces(doors),
    windows: surfaces(windows),
    openings: surfaces(openings),
    things: (objects ?? []).map((o) => thing(o, level)),
    floor: largest((floors ?? []).map(cornersOf)),
  };
}

function decoded(text: string): File {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ScanError("not-json");
  }
  try {
    return file(json, "", []);
  } catch (error) {
    if (error instanceof DecodeError) throw new ScanError("not-roomplan");
    throw error;
  }
}

/** Returns the plan's point of a point in a part's own axes. */
function onPlan({ transform: t }: Part, [x, y, z]: Vector): Point {
  const along = (row: number) =>
    (t[row] ?? 0) * x + (t[4 + row] ?? 0) * y + (t[8 + row] ?? 0) * z + (t[12 + row] ?? 0);
  return [along(0) * 1000, along(2) * 1000];
}

/** Returns the heights of a part's lowest and highest points above a level. */
function heights(
  { dimensions: [, height], transform }: Part,
  level: number,
): { bottom: number; top: number } {
  const middle = (transform[13] ?? 0) * 1000 - level;
  return { bottom: middle - height * 500, top: middle + height * 500 };
}

function flat(p: Part, level: number): Surface {
  const half = p.dimensions[0] / 2;
  return { from: onPlan(p, [-half, 0, 0]), to: onPlan(p, [half, 0, 0]), ...heights(p, level), curved: false };
}

/** Returns the straight parts that stand for a curved wall. */
function arc(wall: WallPart, { startAngle, endAngle, radius, center }: Curve, level: number): Surface[] {
  const [cx, cz] = center ?? [0, 0];
  const count = Math.min(24, Math.max(1, Math.ceil(Math.abs(endAngle - startAngle) / curveStep)));
  const spots = Array.from({ length: count + 1 }, (_, i) => {
    const at = startAngle + ((endAngle - startAngle) * i) / count;
    return onPlan(wall, [cx + radius * Math.cos(at), 0, cz + radius * Math.sin(at)]);
  });
  return spots.slice(1).map((to, i) => ({ from: spots[i] ?? to, to, ...heights(wall, level), curved: true }));
}

function thing({ category, attributes, ...p }: ObjectPart, level: number): Thing {
  const [width, , depth] = p.dimensions;
  const [x = 1, , z = 0] = p.transform;
  return {
    category,
    attributes: attributes ?? "",
    at: onPlan(p, [0, 0, 0]),
    degrees: (Math.atan2(z, x) * 180) / Math.PI,
    width: width * 1000,
    depth: depth * 1000,
    ...heights(p, level),
  };
}

/** Returns the height of the floor in the file's own axes: that of a floor, else where the walls begin. */
function floorLevel(walls: readonly Part[], [floor]: readonly FloorPart[]): number {
  if (floor) return (floor.transform[13] ?? 0) * 1000;
  return Math.min(...walls.map((wall) => heights(wall, 0).bottom));
}

/** Returns a floor's corners; those of its box if the file lists none. */
function cornersOf(floor: FloorPart): Point[] {
  const [x, y] = [floor.dimensions[0] / 2, floor.dimensions[1] / 2];
  const box: Vector[] = [
    [-x, -y, 0],
    [x, -y, 0],
    [x, y, 0],
    [-x, y, 0],
  ];
  const listed = floor.polygonCorners ?? [];
  return (listed.length >= 3 ? listed : box).map((corner) => onPlan(floor, corner));
}

function largest(polygons: readonly Point[][]): Point[] {
  return polygons.reduce<Point[]>((best, p) => (Math.abs(area(p)) > Math.abs(area(best)) ? p : best), []);
}
