// Makes own pieces of the captured objects.

import { pointWithin } from "../geometry/axes.ts";
import {
  corners,
  direction,
  edges,
  normalizeAngle,
  pointInPolygon,
  type Segment,
  segmentDistance,
} from "../geometry/index.ts";
import { lengthOf } from "../geometry/segments.ts";
import { type Kind, mountOf, ownCarries, type Point } from "../model/index.ts";
import { ownLength } from "../model/limits.ts";
import { directionOf, highestMm, limited, rounded, squared } from "./level.ts";
import { type CategoryNames, categories, type ScannedPiece, type Thing } from "./types.ts";

/** Lower than this above the floor is on the floor, millimetres. */
const onFloorMm = 100;
/** An object stands on a piece whose top is this near to its lowest point, or sinks in this deep, millimetres. */
const standingMm = 300;
/** A piece whose back is nearer to a wall than this stands at it, millimetres. */
const atWallMm = 200;
/** Largest depth to which a piece is captured inside of a wall, millimetres. */
const inWallMm = 200;
/** Storage from this height above the floor on hangs on the wall, millimetres. */
const hangingMm = 700;
/** Storage from this height on is a shelf, or if it is deep a wardrobe, millimetres. */
const tall = { height: 1_500, wardrobeDepth: 450 };

const colours: Partial<Record<Kind, string>> = {
  sofa: "#a8a29a",
  corner: "#a8a29a",
  armchair: "#a8a29a",
  bed: "#cfc8bd",
  chair: "#8d7b68",
  stool: "#8d7b68",
  table: "#b59f85",
  "round-table": "#b59f85",
  storage: "#c9bfb0",
  wardrobe: "#c9bfb0",
  shelf: "#c9bfb0",
  "wall-shelf": "#c9bfb0",
  picture: "#33373b",
};
const otherColour = "#c4c6c8";

/** Kinds whose front may be towards a wall. */
const freelyTurned: ReadonlySet<Kind> = new Set(["chair", "stool", "table", "round-table"]);

/** Returns the pieces for captured objects in the room, the lower ones first, as they carry the others. */
export function piecesOf(
  things: readonly Thing[],
  outline: readonly Point[],
  names: CategoryNames,
): ScannedPiece[] {
  const inside = things.filter((t) => pointInPolygon(outline, t.at) && t.top > 0);
  const pieces: ScannedPiece[] = [];
  for (const thing of [...inside].sort((a, b) => a.bottom - b.bottom)) {
    pieces.push(pieceOf(thing, { outline, pieces, names }));
  }
  return pieces;
}

interface Surroundings {
  outline: readonly Point[];
  /** The pieces that are there already. */
  pieces: readonly ScannedPiece[];
  names: CategoryNames;
}

function pieceOf(thing: Thing, { outline, pieces, names }: Surroundings): ScannedPiece {
  const carrierTop = thing.bottom < onFloorMm ? 0 : topBeneath(thing, pieces);
  const kind = kindOf(thing, carrierTop > 0);
  const category = categories.find((c) => c === thing.category) ?? "other";
  const size = {
    width: limited(thing.width, ownLength.least, ownLength.most),
    depth: limited(thing.depth, ownLength.least, ownLength.most),
  };
  const z = mountOf(kind) === "wall" ? limited(thing.bottom, 0, highestMm) : carrierTop;
  const height = limited(thing.top - z, 1, highestMm);
  const own = { kind, name: names[category], colour: colours[kind] ?? otherColour, ...size, height };
  return { ...placeOf(thing, kind, size, outline), z, own };
}

/** Returns how an object is drawn, by its category, its attributes and its size. */
function kindOf({ category, attributes, bottom, top, depth }: Thing, carried: boolean): Kind {
  const is = (word: string) => attributes.includes(word);
  switch (category) {
    case "storage":
      if (bottom >= hangingMm && !carried) return "wall-shelf";
      if (top - bottom < tall.height) return "storage";
      return depth >= tall.wardrobeDepth ? "wardrobe" : "shelf";
    case "bed":
      return "bed";
    case "table":
      return is("circular") ? "round-table" : "table";
    case "sofa":
      if (is("singleseat")) return "armchair";
      return is("lshaped") ? "corner" : "sofa";
    case "chair":
      return is("stool") ? "stool" : "chair";
    case "television":
      // On a wall it is drawn as what it looks like.
      return bottom >= onFloorMm && !carried ? "picture" : "other";
    default:
      return "other";
  }
}

/** Returns the place of an object: squared, with its back rather than its front to a wall, in the room. */
function placeOf(
  { at, degrees }: Thing,
  kind: Kind,
  size: { width: number; depth: number },
  outline: readonly Point[],
): { x: number; y: number; rotation: number } {
  const angle = normalizeAngle(rounded(squared(degrees)), 0);
  const toWall = (rotation: number) => {
    const [dx, dy] = direction(rotation + 90);
    const edge: Point = [at[0] + (dx * size.depth) / 2, at[1] + (dy * size.depth) / 2];
    return Math.min(...edges(outline).map((side) => facing(side, rotation, edge)));
  };
  const front = toWall(angle);
  const turned = !freelyTurned.has(kind) && front < atWallMm && front < toWall(angle + 180);
  const rotation = turned ? normalizeAngle(angle, 180) : angle;
  const [x, y] = pushedIn(at, rotation, size, outline);
  return { x: rounded(x), y: rounded(y), rotation };
}

/** Returns a point's distance from a wall that a piece faces; Infinity for a wall across. */
function facing(side: Segment, rotation: number, point: Point): number {
  const along = Math.abs(Math.cos(((directionOf(side) - rotation) * Math.PI) / 180));
  return along > 0.9 ? segmentDistance(point, side) : Infinity;
}

/** Returns the centre of a piece, moved out of the walls in which it was captured. */
function pushedIn(
  at: Point,
  rotation: number,
  size: { width: number; depth: number },
  outline: readonly Point[],
): Point {
  let [x, y] = at;
  for (const side of edges(outline)) {
    const [nx, ny] = direction(directionOf(side) + 90); // clockwise: to the inside
    const length = lengthOf(side);
    let deepest = 0;
    for (const [cx, cy] of corners({ x, y, rotation }, size)) {
      const [dx, dy] = [cx - side[0][0], cy - side[0][1]];
      const along = dx * ny - dy * nx;
      const depth = -(dx * nx + dy * ny);
      if (along > 0 && along < length && depth <= inWallMm) deepest = Math.max(deepest, depth);
    }
    x += nx * deepest;
    y += ny * deepest;
  }
  return [x, y];
}

/**
 * Returns the height of the highest piece beneath an object that may carry it; 0 if there is none, so that
 * the object's box reaches down to the floor.
 */
function topBeneath({ at, bottom, top }: Thing, pieces: readonly ScannedPiece[]): number {
  const tops = pieces
    .filter((p) => ownCarries(p.own.kind) && covers(p, at))
    .map((p) => p.z + p.own.height)
    .filter((height) => height < top && Math.abs(height - bottom) <= standingMm);
  return Math.max(0, ...tops);
}

function covers(piece: ScannedPiece, at: Point): boolean {
  const [right, front] = pointWithin(piece, at);
  return Math.abs(right) <= piece.own.width / 2 && Math.abs(front) <= piece.own.depth / 2;
}
