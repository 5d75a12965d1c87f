// Finds a better place for an item that does not fit where it stands. Loaded when a user asks for it.

import { onTops } from "../arrange/candidates.ts";
import { needsWall } from "../arrange/comfort.ts";
import { settingOf } from "../arrange/setting.ts";
import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import { checkOverlaps, fitSteps } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import type { FitInput, FitReport } from "../fit/types.ts";
import { normalizeAngle } from "../geometry/index.ts";
import { type Finding, type Place, placeOf } from "../model/index.ts";
import { insideOutline, keptInside, snap, toleranceMm } from "../snap/index.ts";
import { wallPlaces } from "../snap/wall-places.ts";
import { obstaclesOf } from "./drop-place.ts";
import { findPlace } from "./find-place.ts";
import { loadOf, standingIn, withRiders } from "./load.ts";
import type { Scene } from "./scene.ts";
import { settled } from "./settle.ts";

/** `inside`: the nearest place in the room and in no wall; `fit`: the nearest without a finding. */
export type Aim = "inside" | "fit";

/** Distance between the spots that are tried around the item, and how far they are from it, millimetres. */
const stepMm = 150;
const farthestMm = 3_000;
/** A quarter turn counts as a move of this length, so that an item is turned only if it must be. */
const turnMm = 1_200;
/** Greatest number of places that are checked in full. */
const mostChecks = 150;
const weights = { fits: 0, tight: 1, blocked: 10 };

/**
 * Returns the nearest place of an item that reaches the aim, without anything in the room becoming worse; if
 * there is none for `fit`, the best that was found. Undefined if no place is better than the present one. For `fit`, what
 * needs a wall at its back is put at one, even if it is tight there (AR2), and what stands on others on one (ST5).
 */
export function* mendSteps(scene: Scene, id: string, aim: Aim): Task<Place | undefined> {
  const item = scene.items.get(id);
  if (!item) return undefined;
  const load = loadOf([id], standingIn(scene));
  const inputAt = (place: Place): FitInput => {
    const places = withRiders(new Map([[id, place]]), load);
    return {
      plan: scene.plan,
      items: [...scene.items.values()].map((one) => {
        return { id: one.id, place: places.get(one.id) ?? placeOf(one), piece: scene.pieceOf(one) };
      }),
    };
  };
  const moved = [...load.start.keys()];
  const here = placeOf(item);
  let least = badness(yield* fitSteps(inputAt(here)));
  let best: Place | undefined;
  for (const places of candidates(scene, item, new Set(moved), aim)) {
    let checks = 0;
    let isTolerable = false;
    for (const place of places) {
      yield;
      const input = inputAt(place);
      if ([...checkOverlaps(moved, input).values()].some(({ verdict }) => verdict === "blocked")) continue;
      if (++checks > mostChecks) break;
      const report = yield* fitSteps(input);
      const now = badness(report);
      if (now >= least) continue;
      const findings = report.items.get(id)?.findings ?? [];
      if (aim === "inside" || findings.every(isHarmless)) return place;
      isTolerable = findings.every((finding) => finding.verdict !== "blocked" || isHarmless(finding));
      [best, least] = [place, now];
    }
    if (isTolerable) return best;
  }
  return best;
}

/** Returns how much is wrong in a room, apart from the way into it. */
function badness({ items }: FitReport): number {
  let sum = 0;
  for (const { findings } of items.values()) {
    for (const { code, verdict } of findings) if (code !== "delivery") sum += weights[verdict];
  }
  return sum;
}

function isHarmless({ code, verdict }: Finding): boolean {
  return verdict === "fits" || code === "delivery";
}

/**
 * Yields lists of places to try among the items that are not moved, each with the nearest first; a place of one list is
 * better, even if it is tight, than any of the next.
 */
function* candidates(
  scene: Scene,
  item: ItemView,
  moved: ReadonlySet<string>,
  aim: Aim,
): Iterable<Iterable<Place>> {
  const piece = scene.pieceOf(item);
  const here = placeOf(item);
  const without = { ...scene, items: new Map([...scene.items].filter(([other]) => !moved.has(other))) };
  const around = { plan: scene.plan, items: standingIn(without) };
  const tried = new Set<string>();
  for (const places of placesOf(without, piece, here, aim)) yield nearestFirst(places);

  function* nearestFirst(places: Place[]): Iterable<Place> {
    for (const place of places.sort((a, b) => distance(a, here) - distance(b, here))) {
      for (const one of [place, snapped(without, piece, place)]) {
        const at = settled(one, here, piece, around);
        const key = [at.x, at.y, at.rotation].join();
        if (!tried.has(key)) yield at;
        tried.add(key);
      }
    }
  }
}

/** Yields lists of places without their heights, the better ones for the piece first. */
function* placesOf(scene: Scene, piece: Piece, here: Place, aim: Aim): Iterable<Place[]> {
  if (piece.mount === "wall") return yield onWalls(scene, piece, here);
  const raised = piece.mount === "top" || (piece.mount === "floor-or-top" && here.z > 0);
  if (raised) yield onCarriers(scene, piece);
  if (aim === "fit" && needsWall(piece)) yield onWalls(scene, piece, here);
  // On the floor nothing holds what stands on others only: it may be brought into the room there, no more.
  if (piece.mount !== "top" || aim === "inside") yield onFloor(scene, piece, here);
}

function onCarriers(scene: Scene, piece: Piece): Place[] {
  return [...onTops(piece, standingIn(scene), settingOf(scene.plan))];
}

function onWalls({ plan }: Scene, { size }: Piece, { x, y, z }: Place): Place[] {
  return wallPlaces(size, plan, [x, y]).map((place) => ({ ...place, z }));
}

/** Returns places in the room around an item, in all four directions. */
function onFloor(scene: Scene, piece: Piece, here: Place): Place[] {
  const { plan } = scene;
  const { size } = piece;
  const steps = Array.from({ length: 2 * (farthestMm / stepMm) + 1 }, (_, i) => i * stepMm - farthestMm);
  const turned = [0, 90, 180, 270].map((turn) => normalizeAngle(here.rotation, turn));
  const places = turned.flatMap((rotation) =>
    steps.flatMap((dx) => steps.map((dy) => ({ ...here, x: here.x + dx, y: here.y + dy, rotation }))),
  );
  const inside = places.filter((place) => insideOutline(place, size, plan.outline));
  return [keptInside(here, size, plan), findPlace(scene, piece, { rotation: here.rotation }), ...inside];
}

/** Returns a place as a drag would snap it, without turning the item. */
function snapped(scene: Scene, piece: Piece, place: Place): Place {
  if (piece.mount === "wall") return place;
  const context = { plan: scene.plan, others: obstaclesOf(scene, piece, place.z) };
  const { by } = snap([{ place, size: piece.size }], context, { tolerance: toleranceMm, on: scene.snapping });
  return { ...place, x: place.x + by[0], y: place.y + by[1] };
}

function distance(place: Place, here: Place): number {
  const turned = Math.abs(((place.rotation - here.rotation + 540) % 360) - 180) / 90;
  return Math.hypot(place.x - here.x, place.y - here.y) + turned * turnMm;
}
