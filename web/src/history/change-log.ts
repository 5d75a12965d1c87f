// The changes of a room over a time range, from which its state after any step is computed without a request.

import { type ChangeSummary, deedOf } from "./change-summary.ts";
import { fold } from "./fold.ts";
import { type Change, nothingYet, type Past } from "./past.ts";

/** All changes with the same time, as those of one command have. */
export interface Step {
  /** Unix milliseconds. */
  at: number;
  /** Names of the authors; several only if their changes have the same millisecond. */
  names: readonly string[];
  changes: readonly Change[];
  deeds: readonly ChangeSummary[];
}

/** Number of steps between two stored states, so most steps that are folded to compute one. */
const keyEvery = 32;

export class ChangeLog {
  /** Oldest first; the room has a plan from the first one on. */
  readonly steps: readonly Step[];
  /** States of the room before each `keyEvery`-th step. */
  readonly #keys: readonly Past[];
  readonly #changes: readonly Change[];

  /** `base` is the state before the changes, which may be in any order and repeated. */
  constructor(
    readonly base: Past = nothingYet,
    changes: readonly Change[] = [],
  ) {
    this.#changes = once(changes);
    const born = bornAt(base, this.#changes);
    const steps: Step[] = [];
    const keys: Past[] = [];
    let past = fold(base, this.#changes.slice(0, born));
    for (const together of byTime(this.#changes.slice(born))) {
      if (steps.length % keyEvery === 0) keys.push(past);
      const deeds = together.flatMap((change) => deedOf(past, change) ?? []);
      const names = [...new Set(together.map((c) => c.by.name))];
      steps.push({ at: together[0].by.at, names, changes: together, deeds });
      past = fold(past, together);
    }
    this.steps = steps;
    this.#keys = keys;
  }

  /** Returns the state after a step, given by its index; for -1 that before the first step. */
  after(step: number): Past {
    if (step < 0) return this.#keys[0] ?? this.base;
    const last = Math.min(step, this.steps.length - 1);
    const key = Math.floor(last / keyEvery);
    const since = this.steps.slice(key * keyEvery, last + 1);
    return fold(
      this.#keys[key] ?? this.base,
      since.flatMap((s) => s.changes),
    );
  }

  /** The state after the last step. */
  get end(): Past {
    return this.after(this.steps.length - 1);
  }

  /** Returns a log with later changes added. */
  append(changes: readonly Change[]): ChangeLog {
    return new ChangeLog(this.base, [...this.#changes, ...changes]);
  }

  /** Returns a log with earlier changes added, and the state before them. */
  prepend(base: Past, changes: readonly Change[]): ChangeLog {
    return new ChangeLog(base, [...changes, ...this.#changes]);
  }
}

/** Returns each change once, sorted by time; those of the same time keep their order. */
function once(changes: readonly Change[]): Change[] {
  const known = new Map(changes.map((c) => [keyOf(c), c]));
  return [...known.values()].sort((a, b) => a.by.at - b.by.at);
}

function keyOf(change: Change): string {
  return change.kind === "plan" ? `plan ${change.plan.version}` : `${change.item.id} ${change.item.version}`;
}

/** Returns the number of changes before the first plan: a room without one can't be displayed. */
function bornAt(base: Past, changes: readonly Change[]): number {
  if (base.plan) return 0;
  const first = changes.find((c) => c.kind === "plan");
  if (!first) return changes.length;
  return changes.findIndex((c) => c.by.at === first.by.at);
}

function byTime(changes: readonly Change[]): [Change, ...Change[]][] {
  const groups: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last?.[0].by.at === change.by.at) last.push(change);
    else groups.push([change]);
  }
  return groups;
}
