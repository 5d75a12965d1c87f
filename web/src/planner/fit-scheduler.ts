// When to check whether everything fits: what is moved as it moves, the whole room when it
// comes to rest.

import { checkFit, checkOverlaps, fitSteps, reportOf, withDragged } from "../fit/index.ts";
import type { FitInput, FitReport, ItemFit } from "../fit/types.ts";
import { isEqual } from "../json/equal.ts";
import { nothingChecked } from "./planner.ts";
import { runInSlices } from "./time-slicing.ts";

/** A room at rest for so long is checked. */
const restMs = 120;
/** While somebody else drags, news of it come in batches: a rest between two of them is none. */
const restOfOthersMs = 600;

export class FitScheduler {
  report: FitReport = nothingChecked;
  /** What the last check of the whole room said. */
  #whole: FitReport = nothingChecked;
  /** What was moved after that. */
  readonly #moved = new Set<string>();
  #due: ReturnType<typeof setTimeout> | undefined;
  #callOff: () => void = () => {};

  constructor(
    private readonly input: () => FitInput,
    /** The report is another. */
    private readonly changed: () => void,
  ) {}

  /** Something changed: check when it comes to rest, without keeping a frame waiting. */
  soon(rest = restMs): void {
    this.stop();
    this.#due = setTimeout(() => {
      this.#callOff = runInSlices(fitSteps(this.input()), (report) => this.#checked(report));
    }, rest);
  }

  /** Checks everything. */
  now(): void {
    this.stop();
    this.#checked(checkFit(this.input()));
  }

  /** What is moved against the rest, and the rest against it: where they overlap, and nothing else. */
  whileDragging(ids: readonly string[]): void {
    this.stop();
    for (const id of ids) this.#moved.add(id);
    const moved = checkOverlaps([...this.#moved], this.input());
    this.#tell(reportOf([...withDragged(this.#whole.items, moved).values()]));
  }

  /** The same while others drag; they may let go without a word. */
  whileWatching(ids: readonly string[]): void {
    // The first check of a room is on its way, and says more.
    if (this.#whole === nothingChecked) return;
    this.whileDragging(ids);
    this.soon(restOfOthersMs);
  }

  stop(): void {
    clearTimeout(this.#due);
    this.#callOff();
  }

  #checked(report: FitReport): void {
    this.#whole = report;
    this.#moved.clear();
    this.#tell(report);
  }

  #tell(report: FitReport): void {
    this.report = keptWhereSame(this.report, report);
    this.changed();
  }
}

/** A report with the objects of the one before for all that is the same. */
function keptWhereSame(before: FitReport, after: FitReport): FitReport {
  const items = [...after.items].map(([id, now]): [string, ItemFit] => {
    const was = before.items.get(id);
    return [id, was && isEqual(was, now) ? was : now];
  });
  return { ...after, items: new Map(items) };
}
