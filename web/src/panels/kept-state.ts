// State of a part of the panels that is loaded later than the panels themselves: one for each planner, kept
// for the whole visit.

import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

export class KeptState<T extends object> {
  readonly #states = new WeakMap<Context, T>();

  constructor(private readonly first: T) {}

  /** Returns a planner's state; another object after each change. A template that reads it depends on it. */
  of(context: Context): T {
    return derived(() => this.#states.get(context) ?? this.first);
  }

  /** Changes a planner's state, and has its panels redrawn. */
  set(context: Context, change: Partial<T>): void {
    this.#states.set(context, { ...(this.#states.get(context) ?? this.first), ...change });
    context.set({});
  }
}
