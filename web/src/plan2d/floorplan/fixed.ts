// Fixtures and slopes. A pillar stands anywhere; radiators, sockets and slopes stay at faces of walls.

import { usualCeilingMm } from "../../geometry/ceiling.ts";
import { segmentDistance } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { Fixture, PlanBody, Point, Slope } from "../../model/index.ts";
import { withDetails } from "./details.ts";
import { type FixedElement, fixedOf, freshId, whole } from "./elements.ts";
import { type Face, faceBehind, facesOf, nearestFace } from "./faces.ts";
import type { Carriage } from "./openings.ts";
import { standIn } from "./stand.ts";

type Fixed = Fixture | Slope;
export type FixtureKind = Fixture["kind"];

/** Sizes of new parts, and their heights above the floor, millimetres. A pillar reaches the ceiling. */
const usual = {
  pillar: { z: 0, width: 300, depth: 300 },
  radiator: { z: 120, width: 1000, depth: 100, height: 600 },
  socket: { z: 300, width: 80, depth: 20, height: 80 },
} as const;
const usualSlope = { depth: 1500, low: 1200 };
/** Smallest width of a slope, millimetres. */
const narrowestMm = 200;
/** Largest part of a wall's length that a slope may leave, and be as long as the wall; millimetres. */
const roundedMm = 20;
/** Largest distance from the end of a window at which a new radiator goes under it, millimetres. */
const besideMm = 300;

/** Adds a fixture of the usual size; undefined if no wall is long enough. */
export function withFixture(
  plan: PlanBody,
  kind: FixtureKind,
  at: Point,
): { plan: PlanBody; part: FixedElement } | undefined {
  const [x, y] = whole(at);
  const id = freshId(kind, plan.fixtures ?? []);
  const height = plan.ceiling ?? usualCeilingMm;
  const free: Fixture = { id, kind, x, y, rotation: 0, height, ...usual[kind] };
  const fixture = kind === "pillar" ? free : atNearestFace(plan, free, at);
  if (!fixture) return undefined;
  return { plan: { ...plan, fixtures: [...(plan.fixtures ?? []), fixture] }, part: { kind: "fixture", id } };
}

function atNearestFace(plan: PlanBody, fixture: Fixture, at: Point): Fixture | undefined {
  const face = nearestFace(plan, at, fixture.width);
  const window = face && fixture.kind === "radiator" ? windowOver(plan, face, at) : undefined;
  return face && standing(fixture, face, window ?? at);
}

/** Returns the middle of the window in a wall that a spot is under; undefined if there is none. */
function windowOver({ windows }: PlanBody, { line }: Face, at: Point): Point | undefined {
  const window = windows.find(
    ({ x, y, width }) =>
      segmentDistance([x, y], line) <= besideMm && lengthOf([[x, y], at]) <= width / 2 + besideMm,
  );
  return window && [window.x, window.y];
}

/** Adds a slope along the whole of the nearest wall; undefined if there is no wall. */
export function withSlope(plan: PlanBody, at: Point): { plan: PlanBody; part: FixedElement } | undefined {
  const face = nearestFace(plan, at, narrowestMm);
  if (!face) return undefined;
  const id = freshId("slope", plan.slopes ?? []);
  const long = { id, x: 0, y: 0, rotation: 0, width: Math.round(lengthOf(face.line)), ...usualSlope };
  const slope = standing(long, face, at);
  return { plan: { ...plan, slopes: [...(plan.slopes ?? []), slope] }, part: { kind: "slope", id } };
}

/** Returns the plan with a part moved to a spot: a pillar as it is, others to the nearest face of a wall. */
export function movedFixed(plan: PlanBody, part: FixedElement, to: Point): PlanBody {
  const one = fixedOf(plan, part);
  if (!one) return plan;
  if (!stays(one)) {
    const [x, y] = whole(to);
    return withDetails(plan, part, { ...one, x, y });
  }
  const face = nearestFace(plan, to, leastWidth(one));
  return face ? withDetails(plan, part, standing(fittedTo(one, faceOf(plan, one), face), face, to)) : plan;
}

/** Returns the distance of a part's nearer edge from the end of its face; undefined if it is at none. */
export function fixedOffset(plan: PlanBody, part: FixedElement): number | undefined {
  const one = fixedOf(plan, part);
  const face = one && faceOf(plan, one);
  return face && Math.round(distances(face, one)[0] - one.width / 2);
}

/** Returns the plan with a part's nearer edge `offset` millimetres from the end of its face. */
export function withFixedOffset(plan: PlanBody, part: FixedElement, offset: number): PlanBody {
  const one = fixedOf(plan, part);
  const face = one && faceOf(plan, one);
  if (!face) return plan;
  const [[x, y]] = face.line;
  const [dx, dy] = along(face.line);
  const far = offset + one.width / 2;
  return withDetails(plan, part, standing(one, face, [x + dx * far, y + dy * far], distances(face, one)[1]));
}

/** Returns the plan with another width or depth of a part; undefined if its wall is too short for it. */
export function withFixedSize(
  plan: PlanBody,
  part: FixedElement,
  size: { width?: number; depth?: number },
): PlanBody | undefined {
  const one = fixedOf(plan, part);
  if (!one) return undefined;
  const face = faceOf(plan, one);
  const resized = { ...one, ...size };
  if (!face) return withDetails(plan, part, resized);
  if (resized.width > lengthOf(face.line) + 1) return undefined;
  // Its back stays where it is.
  const away = distances(face, one)[1] + awayOf(resized) - awayOf(one);
  return withDetails(plan, part, standing(resized, face, [one.x, one.y], away));
}

/** Returns `after` with the fixtures and slopes of `before`, each at its wall. */
export function reattachFixed(before: PlanBody, after: PlanBody, how: Carriage = {}): PlanBody {
  const { wallAfter = (wall) => wall, spotAfter = (_, spot) => spot } = how;
  const carry = <F extends Fixed>(one: F): F => {
    const was = faceOf(before, one);
    if (!was) return one;
    const spot = spotAfter(was.wall, [one.x, one.y]);
    const is = facesOf(after, wallAfter(was.wall, [one.x, one.y]))[was.side];
    const long = is && lengthOf(is.line) >= leastWidth(one);
    const face = long ? is : nearestFace(after, spot, leastWidth(one));
    return face ? standing(fittedTo(one, was, face), face, spot, distances(was, one)[1]) : one;
  };
  return withLists(after, before.fixtures?.map(carry), before.slopes?.map(carry));
}

/**
 * Returns the plan with the fixtures and slopes that are `near` millimetres or less from one of its walls, if
 * they were at one in the plan `before`, and of the others those on a floor that `within` accepts.
 */
export function reseatFixed<P extends PlanBody>(
  before: PlanBody,
  after: P,
  near: number,
  within: (spot: Point) => boolean,
): P {
  const seated = <F extends Fixed>(one: F): F[] => {
    const was = faceOf(before, one);
    const spot: Point = [one.x, one.y];
    if (!was) return within(spot) ? [one] : [];
    const face = nearestFace(after, spot, leastWidth(one));
    const stood = face && standing(fittedTo(one, was, face), face, spot, distances(was, one)[1]);
    return stood && lengthOf([spot, [stood.x, stood.y]]) <= near ? [stood] : [];
  };
  return withLists(after, before.fixtures?.flatMap(seated), before.slopes?.flatMap(seated));
}

/** Returns the plan without a part. */
export function withoutFixed(plan: PlanBody, { kind, id }: FixedElement): PlanBody {
  const others = <F extends Fixed>(all: F[] | undefined) => all?.filter((one) => one.id !== id);
  return kind === "fixture"
    ? withLists(plan, others(plan.fixtures), plan.slopes)
    : withLists(plan, plan.fixtures, others(plan.slopes));
}

/** Returns the plan with other fixtures and slopes; empty lists are left out. */
function withLists<P extends PlanBody>(
  plan: P,
  fixtures: Fixture[] | undefined,
  slopes: Slope[] | undefined,
): P {
  const { fixtures: _, slopes: __, ...rest } = plan;
  return { ...rest, ...(fixtures?.length && { fixtures }), ...(slopes?.length && { slopes }) } as P;
}

function isSlope(one: Fixed): one is Slope {
  return "low" in one;
}

/** Reports whether a part stays at a wall. */
function stays(one: Fixed): boolean {
  return isSlope(one) || one.kind !== "pillar";
}

function leastWidth(one: Fixed): number {
  return isSlope(one) ? narrowestMm : one.width;
}

/** Returns the distance of a part's position from its back. */
function awayOf(one: Fixed): number {
  return isSlope(one) ? 0 : one.depth / 2;
}

function faceOf(plan: PlanBody, one: Fixed): Face | undefined {
  return stays(one) ? faceBehind(plan, one, awayOf(one)) : undefined;
}

/** Returns the distances of a part's position from the first end of a face along it, and in front of it. */
function distances({ line }: Face, { x, y }: Fixed): Point {
  const [fx, fy] = line[0];
  const [dx, dy] = along(line);
  return [(x - fx) * dx + (y - fy) * dy, (y - fy) * dx - (x - fx) * dy];
}

/** Returns a slope that is as long as its new wall if it was so before, and not longer; others unchanged. */
function fittedTo<F extends Fixed>(one: F, was: Face | undefined, is: Face): F {
  if (!isSlope(one)) return one;
  const length = Math.round(lengthOf(is.line));
  const spans = was !== undefined && one.width >= lengthOf(was.line) - roundedMm;
  return { ...one, width: spans ? length : Math.min(one.width, length) };
}

/** Returns a part at the spot of a face that is nearest to `at`, its position `away` millimetres before it. */
function standing<F extends Fixed>(one: F, { line }: Face, at: Point, away = awayOf(one)): F {
  const { x, y, rotation } = standIn(line, at, one.width);
  const [dx, dy] = along(line);
  const [wx, wy] = whole([x - dy * away, y + dx * away]);
  return { ...one, x: wx, y: wy, rotation };
}
