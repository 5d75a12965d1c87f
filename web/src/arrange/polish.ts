// Repairs and improves a layout by the whole fit check, one piece after the other.

import { checkFit } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import type { Place } from "../model/index.ts";
import { comfort, companyOf } from "./comfort.ts";
import { follows, turnOf } from "./guidelines.ts";
import { type Mover, moved, withRiders } from "./movable.ts";
import { placeSteps } from "./placement.ts";
import { roleOf } from "./roles.ts";
import { scored } from "./score.ts";
import type { Setting, Stood } from "./setting.ts";

const mostRounds = 3;
/** Work for one piece, as `PlacementOptions` says: for one that does not fit, and for one that may fit better. */
const repairEffort = 4000;
const improveEffort = 1200;
/** Least gain of comfort for which a piece is moved. */
const gain = 0.02;

export type Places = Map<string, Place>;

/** A room with a layout of the pieces that are moved. */
interface Scene {
  items: readonly Stood[];
  movers: readonly Mover[];
  room: Setting;
  /** Reports whether a layout differs from those that are known: it stays so while it is repaired and improved. */
  isNew: (places: ReadonlyMap<string, Place>) => boolean;
}

/** Returns a layout in which pieces that do not fit were put where they do, if there is such a place, in steps. */
export function* repaired(scene: Scene, from: ReadonlyMap<string, Place>): Task<Places> {
  const { items, movers, room, isNew } = scene;
  const places = new Map(from);
  // Those that stand with others are moved first: more places are good for them.
  const order = [...movers].sort((a, b) => turnOf(roleOf(b.piece)) - turnOf(roleOf(a.piece)));
  for (let round = 0; round < mostRounds; round++) {
    let changed = false;
    for (const mover of order) {
      const standing = moved(items, withRiders(movers, places));
      const report = checkFit({ plan: room.plan, items: standing });
      yield;
      if (report.verdict === "fits") return places;
      if (report.items.get(mover.id)?.verdict === "fits") continue;
      const rest = without(mover, standing);
      const place = yield* placeSteps({ plan: room.plan, items: rest }, mover.piece, {
        effort: repairEffort,
        among: (at) => isNew(new Map(places).set(mover.id, at)),
      });
      if (!place) continue;
      places.set(mover.id, place);
      changed = true;
    }
    if (!changed) break;
  }
  return places;
}

/**
 * Returns a layout in which what stands with others was added anew, one piece after the other, as if a person had
 * furnished the room; what has no place is where it was; in steps.
 */
export function* regrouped({ items, movers, room }: Scene, from: ReadonlyMap<string, Place>): Task<Places> {
  const places = new Map(from);
  const following = movers.filter(({ piece }) => follows(roleOf(piece)));
  let standing = moved(items, withRiders(movers, places));
  for (const mover of following) standing = without(mover, standing);
  for (const mover of following) {
    const options = { effort: improveEffort };
    const place = yield* placeSteps({ plan: room.plan, items: standing }, mover.piece, options);
    if (place) places.set(mover.id, place);
    const at = withRiders([mover], places);
    standing = [...standing, ...moved([mover, ...mover.riders], at)];
  }
  return places;
}

/** Returns a layout in which each piece was put where it suits better, if that makes the whole better, in steps. */
export function* improved(scene: Scene, from: ReadonlyMap<string, Place>): Task<Places> {
  const { items, movers, room, isNew } = scene;
  const { plan } = room;
  const ids = new Set(movers.map(({ id }) => id));
  const scoreOf = (of: Places) =>
    scored({ plan, items: moved(items, withRiders(movers, of)) }, ids, room).score;
  let places = new Map(from);
  let best = scoreOf(places);
  for (const mover of movers) {
    const at = places.get(mover.id);
    if (!at) continue;
    const rest = without(mover, moved(items, withRiders(movers, places)));
    const now = comfort(mover.piece, at, companyOf(mover.piece, rest, room));
    if (now + gain >= 1) continue;
    const stays = (to: Place) => isNew(new Map(places).set(mover.id, to));
    const options = { better: now + gain, effort: improveEffort, among: stays };
    const place = yield* placeSteps({ plan, items: rest }, mover.piece, options);
    if (!place) continue;
    const other = new Map(places).set(mover.id, place);
    const score = scoreOf(other);
    yield;
    if (score > best) [places, best] = [other, score];
  }
  return places;
}

/** Returns a room without a piece and what stands on it. */
function without({ id, riders }: Mover, items: readonly Stood[]): Stood[] {
  const gone = new Set([id, ...riders.map((rider) => rider.id)]);
  return items.filter((item) => !gone.has(item.id));
}
