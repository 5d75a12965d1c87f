// Arranges the furniture of a room: proposes different layouts, each with all pieces where the fit check
// accepts them. The same room and seed give the same layouts.

import { checkFit, type FitInput, type FitReport } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import { verdicts } from "../fit/verdict.ts";
import type { Place } from "../model/index.ts";
import { anneal } from "./anneal.ts";
import { difference, differentFrom, type Places } from "./difference.ts";
import { Energy } from "./energy.ts";
import { type Mover, moved, moversOf, withRiders } from "./movable.ts";
import { improved, regrouped, repaired } from "./polish.ts";
import { randomOf } from "./random.ts";
import { type Scored, scored } from "./score.ts";
import { type Setting, type Stood, settingOf } from "./setting.ts";

export interface ArrangeInput extends FitInput {
  /** Ids of the pieces that may be moved. */
  chosen: ReadonlySet<string>;
  /** Ids of the pieces that somebody holds: they stay where they are. */
  held: ReadonlySet<string>;
}

export interface Layout {
  /** The number of the attempt that found it, from 0; unique in a search. */
  attempt: number;
  /** The places of all pieces that are moved, and of what stands on them. */
  places: ReadonlyMap<string, Place>;
  /** From 0 to 100. */
  score: number;
  /** How many of the pieces that are moved are tight; the others fit. */
  tight: number;
}

export interface Progress {
  /** The part that is done, from 0 to 1. */
  done: number;
  /** The layouts that were found so far, in the order in which they were found. */
  layouts: readonly Layout[];
}

const wanted = 3;
/** How often annealing starts again for each wanted layout. */
const triesEach = 3;
/** After so many tries without a layout, none is expected any more. */
const mostInVain = 5;
const stepsAtLeast = 600;
const stepsEach = 160;

/**
 * Returns up to three layouts, the best first, in steps of a few milliseconds. Those in which all pieces fit
 * are preferred; in none is a piece blocked, or the verdict of one that is not moved worse than before.
 */
export function* arrange(input: ArrangeInput, seed = 1): Generator<Progress, Layout[], void> {
  const task = new Arranging(input);
  const random = randomOf(seed);
  const tries = wanted * triesEach;
  for (let n = 0; n < tries && task.fitting < wanted; n++) {
    if (n >= mostInVain && task.layouts.length === 0) break;
    const done = Math.max(task.fitting / wanted, n / tries);
    for (const _ of task.attempt(n, random)) yield { done, layouts: task.layouts };
  }
  return task.best(wanted);
}

class Arranging {
  readonly layouts: Layout[] = [];
  readonly #items: readonly Stood[];
  readonly #movers: readonly Mover[];
  readonly #room: Setting;
  readonly #before: FitReport;
  /** Where the pieces are: a layout that is like it is no proposal. */
  readonly #present: ReadonlyMap<string, Place>;

  constructor({ plan, items, chosen, held }: ArrangeInput) {
    // Whether a piece can be delivered does not depend on its place. What hangs keeps its height.
    this.#items = items.map((item) => {
      const hangsAt = item.piece.mount === "wall" ? item.place.z : item.piece.hangsAt;
      return { ...item, piece: { ...item.piece, packages: [], hangsAt } };
    });
    this.#movers = moversOf(this.#items, chosen, held);
    this.#room = settingOf(plan);
    this.#before = checkFit({ plan, items: this.#items });
    this.#present = new Map(items.map(({ id, place }) => [id, place]));
  }

  get fitting(): number {
    return this.layouts.filter(({ tight }) => tight === 0).length;
  }

  /** Returns the best layouts, those that fit first. */
  best(count: number): Layout[] {
    return [...this.layouts].sort((a, b) => (isBetter(a, b) ? -1 : 1)).slice(0, count);
  }

  /** Looks for one more layout, different from the others, and keeps it if it is acceptable. */
  *attempt(n: number, random: () => number): Task<void> {
    const [movers, room] = [this.#movers, this.#room];
    const moving = new Set(movers.flatMap(({ id, riders }) => [id, ...riders.map((rider) => rider.id)]));
    const fixed = this.#items.filter(({ id }) => !moving.has(id));
    const known = [this.#present, ...this.layouts.map(({ places }) => places)];
    const energy = new Energy(movers, fixed, room, known);
    yield* anneal(energy, room, random, stepsAtLeast + stepsEach * movers.length);
    const isNew = (places: Places) =>
      known.every((other) => difference(movers, places, other) >= differentFrom);
    const scene = { items: this.#items, movers, room, isNew };
    const annealed = yield* repaired(scene, energy.places());
    const furnished = yield* repaired(scene, yield* regrouped(scene, energy.places()));
    const scoreOf = (of: Places) => this.#scored(withRiders(movers, of), moving).score;
    const best = scoreOf(furnished) > scoreOf(annealed) ? furnished : annealed;
    this.#keep(n, withRiders(movers, yield* improved(scene, best)), moving);
  }

  #scored(places: Places, moving: ReadonlySet<string>): Scored {
    const items = moved(this.#items, places);
    return scored({ plan: this.#room.plan, items }, moving, this.#room);
  }

  #keep(attempt: number, places: ReadonlyMap<string, Place>, moving: ReadonlySet<string>): void {
    const { score, report } = this.#scored(places, moving);
    const tight = this.#tightIn(report, moving);
    if (tight === undefined) return;
    const layout = { attempt, places, score, tight };
    if (difference(this.#movers, places, this.#present) < differentFrom) return;
    const alike = this.layouts.filter(
      (other) => difference(this.#movers, places, other.places) < differentFrom,
    );
    if (alike.some((other) => !isBetter(layout, other))) return;
    for (const other of alike) this.layouts.splice(this.layouts.indexOf(other), 1);
    this.layouts.push(layout);
  }

  /** Returns how many moved pieces are tight; undefined if one is blocked, or another became worse. */
  #tightIn(report: FitReport, moving: ReadonlySet<string>): number | undefined {
    let tight = 0;
    for (const { id, verdict } of report.items.values()) {
      const before = this.#before.items.get(id)?.verdict ?? "fits";
      if (moving.has(id) && verdict === "tight") tight++;
      const least = moving.has(id) ? "tight" : before;
      if (verdicts.indexOf(verdict) < verdicts.indexOf(least)) return undefined;
    }
    return tight;
  }
}

/** Reports whether a layout is better than another: what is tight counts before the score. */
function isBetter(a: Layout, b: Layout): boolean {
  return a.tight === b.tight ? a.score > b.score : a.tight < b.tight;
}
