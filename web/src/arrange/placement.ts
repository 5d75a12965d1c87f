// Finds the place of a new piece: of those that the fit check calls good, the one that suits it best.

import type { Piece } from "../catalog/types.ts";
import { runSync, type Task } from "../fit/task.ts";
import { Trial } from "../fit/trial.ts";
import type { FitInput } from "../fit/types.ts";
import type { Place, Point, Verdict } from "../model/index.ts";
import { aroundMm, aroundPoint, atWalls, besidePartners, onGrid, onTops } from "./candidates.ts";
import { type Company, comfort, companyOf, needsWall } from "./comfort.ts";
import { type Stood, settingOf } from "./setting.ts";
import { leavesGap } from "./wall-gap.ts";

export interface PlacementOptions {
  /** The piece should be near this point: the nearest place that is good is taken, none that is farther than 1.5 m. */
  near?: Point | undefined;
  /** Rotation of a piece near a point, unless it is at a wall; degrees. */
  rotation?: number | undefined;
  /** Whether a piece that may stand on the floor or on others shall stand on one. */
  raised?: boolean;
  /** Only places that suit the piece better than this, from 0 to 1, by the guidelines. */
  better?: number;
  /** Only places for which this is true. */
  among?: (place: Place) => boolean;
  /**
   * How much work may be done, in checks of one place in a small room; by default as much as trying all places
   * needs.
   */
  effort?: number;
}

/** A place, and the verdict of the whole fit check on the piece there; no other item has a worse one than before. */
export interface Found {
  place: Place;
  verdict: Exclude<Verdict, "blocked">;
}

/** A check of the whole room, in checks of one place. */
const wholeCost = 200;
/** Number of other pieces that double the cost of a check. */
const usualPieces = 100;
/** How many places that are tight without the walkways are checked with them. */
const mostTight = 40;

/**
 * Returns the best place at which the whole fit check says `fits`, with walkways and delivery, and no other item
 * gets a worse verdict; undefined if there is none. The input must not be changed afterwards: many pieces may be
 * tried in one room.
 */
export function bestPlace(input: FitInput, piece: Piece, options: PlacementOptions = {}): Place | undefined {
  return runSync(placeSteps(input, piece, options));
}

/** The same in steps of a few milliseconds. */
export function* placeSteps(
  input: FitInput,
  piece: Piece,
  options: PlacementOptions = {},
): Task<Place | undefined> {
  const found = yield* findBest(input, piece, options, false);
  return found?.place;
}

/** Returns the place of `bestPlace`, or else the best one that is tight; undefined if there is none either. */
export function tolerablePlace(
  input: FitInput,
  piece: Piece,
  options: PlacementOptions = {},
): Found | undefined {
  return runSync(findBest(input, piece, options, true));
}

function* findBest(
  input: FitInput,
  piece: Piece,
  { effort = Infinity, among = () => true, ...options }: PlacementOptions,
  orTight: boolean,
): Task<Found | undefined> {
  // Without walls nothing is known of the room, and every place is as good.
  if (input.plan.outline.length < 3 || effort <= 0) return undefined;
  const trial = new Trial(input, piece);
  yield;
  if (trial.delivery === "blocked" || (trial.delivery === "tight" && !orTight)) return undefined;
  const cost = 1 + input.items.length / usualPieces;
  let left = effort;
  let tried = 0;
  for (const places of inTurn(input, piece, options)) {
    const tight: Place[] = [];
    for (const place of places) {
      if (left <= 0) break;
      if (!among(place)) continue;
      const near = trial.near(place);
      left -= cost * (near === "fits" ? wholeCost : 1);
      if (near === "fits" || tried++ % 8 === 0) yield;
      if (near === "blocked") continue;
      const verdict = near === "fits" ? trial.whole(place) : near;
      if (verdict === "fits") return { place, verdict };
      if (verdict === "tight" && tight.length < mostTight) tight.push(place);
    }
    const place = orTight ? tight.find((at) => trial.whole(at) === "tight") : undefined;
    if (place) return { place, verdict: "tight" };
  }
  return undefined;
}

/** Yields lists of places to try, the best first; a place of one list is better, even if it is tight, than any of the next. */
function* inTurn(
  { plan, items }: FitInput,
  piece: Piece,
  options: Omit<PlacementOptions, "among" | "effort">,
): Generator<Iterable<Place>, void, void> {
  const room = settingOf(plan);
  const company = companyOf(piece, items, room);
  const { near, better = -1 } = options;
  const rank = near
    ? (places: Iterable<Place>) => nearby(places, near, piece.mount === "wall" ? Infinity : aroundMm)
    : (places: Iterable<Place>) => suited(places, (place) => comfort(piece, place, company), better);
  if (!near && needsWall(piece)) yield rank(atWalls(piece, company));
  yield inOrder(piece, items, company, options, rank);
}

/** Returns the places to try: those of each list in turn, the best first. */
function* inOrder(
  piece: Piece,
  items: readonly Stood[],
  company: Company,
  { near, rotation = 0, raised = false }: PlacementOptions,
  rank: (places: Iterable<Place>) => Place[],
): Generator<Place, void, void> {
  const { room } = company;
  if (raised || piece.mount === "top") yield* rank(onTops(piece, items, room));
  if (piece.mount === "top") return;
  const usual = () => [
    ...besidePartners(piece, company),
    ...(needsWall(piece) ? [] : atWalls(piece, company)),
  ];
  if (piece.mount === "wall") {
    const places = rank(usual());
    const apart = places.filter(leavesGap(piece, items));
    return yield* new Set([...apart, ...places]);
  }
  if (near) return yield* rank(aroundPoint(near, rotation, piece, room));
  const grids = onGrid(piece, room);
  yield* rank([...usual(), ...(grids.next().value ?? [])]);
  for (const places of grids) yield* rank(places);
}

/** Returns the places within a distance from a point, the nearest first. */
function nearby(places: Iterable<Place>, [x, y]: Point, most: number): Place[] {
  return suited(places, (place) => -Math.hypot(place.x - x, place.y - y), -most);
}

/** Returns the places of more than a value, the highest first; equal ones keep their order. */
function suited(places: Iterable<Place>, value: (place: Place) => number, least: number): Place[] {
  return [...places]
    .map((place) => ({ place, is: value(place) }))
    .filter(({ is }) => is > least)
    .sort((a, b) => b.is - a.is)
    .map(({ place }) => place);
}
