// What was done in a room over a stretch of time, which can show the room after any step without a request.

import { type ChangeSummary, deedOf } from "./change-summary.ts";
import { fold } from "./fold.ts";
import { type Change, nothingYet, type Past } from "./past.ts";

/** All that was done at one moment: a person's command is stored under one time. */
export interface Step {
  /** Unix milliseconds. */
  at: number;
  /** Who did it; more than one only where two fell on the same millisecond. */
  names: readonly string[];
  changes: readonly Change[];
  deeds: readonly ChangeSummary[];
}

/** So many steps at most are folded to show one. */
const keyEvery = 32;

export class ChangeLog {
  /** Oldest first; the room is there from the first one on. */
  readonly steps: readonly Step[];
  /** The room before every so many steps. */
  readonly #keys: readonly Past[];
  readonly #changes: readonly Change[];

  /** The room before, and the changes since, in any order and each as often as it came. */
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

  /** The room after a step; before the first one for -1. */
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

  /** The room after the last step. */
  get end(): Past {
    return this.after(this.steps.length - 1);
  }

  /** With what was done since. */
  append(changes: readonly Change[]): ChangeLog {
    return new ChangeLog(this.base, [...this.#changes, ...changes]);
  }

  /** With what was done before, on top of how the room was then. */
  prepend(base: Past, changes: readonly Change[]): ChangeLog {
    return new ChangeLog(base, [...changes, ...this.#changes]);
  }
}

/** Each change once, by time; those of one moment in the order in which they came. */
function once(changes: readonly Change[]): Change[] {
  const known = new Map(changes.map((c) => [keyOf(c), c]));
  return [...known.values()].sort((a, b) => a.by.at - b.by.at);
}

function keyOf(change: Change): string {
  return change.kind === "plan" ? `plan ${change.plan.version}` : `${change.item.id} ${change.item.version}`;
}

/** How many changes there are before the first plan: nothing can be seen of a room without one. */
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
