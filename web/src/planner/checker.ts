// When to check whether everything fits: what is dragged at every frame, the whole room
// when there is a moment.

import { checkFit, checkOverlaps } from "../fit/index.ts";
import type { FitInput, FitReport, ItemFit } from "../fit/types.ts";
import { nothingChecked } from "./planner.ts";

/** A room at rest for so long is checked. */
const restMs = 120;

export class Checker {
  report: FitReport = nothingChecked;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly input: () => FitInput,
    /** The report is another; these items' verdicts may be. */
    private readonly changed: (ids: readonly string[]) => void,
  ) {}

  /** Something changed: check when it comes to rest. */
  soon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.now(), restMs);
  }

  /** Checks everything. */
  now(): void {
    this.stop();
    const before = this.report;
    this.report = checkFit(this.input());
    this.changed(differing(before, this.report));
  }

  /** What is dragged against the rest: where it overlaps, and nothing else. */
  whileDragging(ids: readonly string[]): void {
    const items = new Map(this.report.items);
    for (const [id, fit] of checkOverlaps(ids, this.input())) items.set(id, fit);
    const before = this.report;
    this.report = { ...before, items };
    this.changed(differing(before, this.report));
  }

  stop(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
  }
}

function differing(before: FitReport, after: FitReport): string[] {
  const ids = new Set([...before.items.keys(), ...after.items.keys()]);
  return [...ids].filter((id) => !sameFit(before.items.get(id), after.items.get(id)));
}

function sameFit(a: ItemFit | undefined, b: ItemFit | undefined): boolean {
  return (
    a === b || (a?.verdict === b?.verdict && JSON.stringify(a?.findings) === JSON.stringify(b?.findings))
  );
}
