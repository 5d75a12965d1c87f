// When to check whether everything fits: what is dragged at every frame, the whole room
// when there is a moment.

import { checkFit, checkOverlaps, withDragged } from "../fit/index.ts";
import type { FitInput, FitReport, ItemFit } from "../fit/types.ts";
import { nothingChecked } from "./planner.ts";

/** A room at rest for so long is checked. */
const restMs = 120;

export class Checker {
  report: FitReport = nothingChecked;
  /** What the last check of the whole room said. */
  #whole: FitReport = nothingChecked;
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
    this.#whole = checkFit(this.input());
    this.#tell(this.#whole);
  }

  /** What is dragged against the rest, and the rest against it: where they overlap, and nothing else. */
  whileDragging(ids: readonly string[]): void {
    const dragged = checkOverlaps(ids, this.input());
    this.#tell({ ...this.#whole, items: withDragged(this.#whole.items, dragged) });
  }

  stop(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
  }

  #tell(report: FitReport): void {
    const before = this.report;
    this.report = report;
    this.changed(differing(before, report));
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
