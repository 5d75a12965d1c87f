// The symmetry of what stands around another piece [M]: each has another of its kind as its mirror image.

import { direction, normalizeAngle } from "../geometry/index.ts";
import type { Kind, Place, Point } from "../model/index.ts";
import { likeness } from "./likeness.ts";
import { roleOf } from "./roles.ts";
import type { Stood } from "./setting.ts";

/** A piece that is farther than this from another does not stand around it, millimetres. */
const nearMm = 3000;
/** Of more pieces than this nobody sees whether they are symmetric. */
const mostSeen = 12;

type Mirror = (place: Place) => Place;

/** Returns the mirror images of the places of pieces that stand around one of some centres. */
export function imagesOf(alike: readonly Stood[], centres: readonly Stood[]): Place[] {
  return centres.flatMap((centre) =>
    placesNear(alike, centre).flatMap((place) => mirrorsOf(centre).map((mirror) => mirror(place))),
  );
}

/**
 * Returns a function that says of a place of a piece how symmetric it and those of its kind stand around one of some
 * centres, from 0 to 1, by the mirror that suits them best.
 */
export function symmetryAround(
  kind: Kind,
  alike: readonly Stood[],
  centres: readonly Stood[],
): (place: Place) => number {
  const all = centres.slice(0, mostSeen).map((centre) => {
    const group = placesNear(alike, centre);
    return { centre, mirrors: mirrorsOf(centre).map((mirror) => mirroredBy(mirror, kind, group)) };
  });
  return (place) => {
    let best = 0;
    for (const { centre, mirrors } of all) {
      if (isNear(place, centre)) for (const mirrored of mirrors) best = Math.max(best, mirrored(place));
    }
    return best;
  };
}

/**
 * Returns a function that says how like the places of a group and one more are to the mirror images of others, as the
 * mean of all; what only the group decides is computed once.
 */
function mirroredBy(mirror: Mirror, kind: Kind, group: readonly Place[]): (place: Place) => number {
  const bestLikeness = (image: Place, among: readonly Place[]) =>
    Math.max(0, ...among.map((other) => likeness(kind, image, other)));
  const images = group.map((place) => {
    const others = group.filter((other) => other !== place);
    const image = mirror(place);
    return { image, is: bestLikeness(image, others) };
  });
  return (place) => {
    let sum = bestLikeness(mirror(place), group);
    for (const { image, is } of images) sum += is === 1 ? 1 : Math.max(is, likeness(kind, image, place));
    return sum / (1 + group.length);
  };
}

function placesNear(alike: readonly Stood[], centre: Stood): Place[] {
  return alike.flatMap(({ place }) => (isNear(place, centre) ? [place] : [])).slice(0, mostSeen);
}

function isNear({ x, y }: Place, { place }: Stood): boolean {
  return (x - place.x) ** 2 + (y - place.y) ** 2 <= nearMm ** 2;
}

/** Returns the mirrors of a piece: along its middle from back to front and, if it is a table, from side to side. */
function mirrorsOf({ piece, place }: Stood): Mirror[] {
  const [cos, sin] = direction(place.rotation);
  const lengthwise = mirrorOf(place, [-sin, cos], 0);
  const role = roleOf(piece);
  const isTable = role === "dining-table" || role === "coffee-table";
  return isTable ? [lengthwise, mirrorOf(place, [cos, sin], 180)] : [lengthwise];
}

/** Returns a mirror through a place along a unit vector; `turn` is added to mirrored rotations, degrees. */
function mirrorOf(centre: Place, [ux, uy]: Point, turn: number): Mirror {
  return ({ x, y, z, rotation }) => {
    const [dx, dy] = [x - centre.x, y - centre.y];
    const along = 2 * (dx * ux + dy * uy);
    return {
      x: Math.round(centre.x + along * ux - dx),
      y: Math.round(centre.y + along * uy - dy),
      z,
      rotation: normalizeAngle(2 * centre.rotation + turn, -rotation),
    };
  };
}
