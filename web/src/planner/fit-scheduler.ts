// Schedules the fit checks: moved items while they move, the whole room when it is at rest.

import { checkFit, checkOverlaps, fitSteps, reportOf, withDragged } from "../fit/index.ts";
import type { FitInput, FitReport, ItemFit } from "../fit/types.ts";
import { isEqual } from "../json/equal.ts";
import { nothingChecked } from "./planner.ts";
import { runInSlices } from "./time-slicing.ts";

/** The room is checked when it was at rest for this long. */
const restMs = 120;
/** The same while another user drags: its previews come in batches, so a short rest means nothing. */
const restOfOthersMs = 600;

export class FitScheduler {
  report: FitReport = nothingChecked;
  /** Report of the last check of the whole room. */
  #whole: FitReport = nothingChecked;
  /** Ids of the items that were moved since. */
  readonly #moved = new Set<string>();
  #due: ReturnType<typeof setTimeout> | undefined;
  #callOff: () => void = () => {};

  constructor(
    private readonly input: () => FitInput,
    /** Called when the report changed. */
    private readonly changed: () => void,
  ) {}

  /** Schedules a check for when the room is at rest, in slices that do not delay frames. */
  soon(rest = restMs): void {
    this.stop();
    this.#due = setTimeout(() => {
      this.#callOff = runInSlices(fitSteps(this.input()), (report) => this.#checked(report));
    }, rest);
  }

  /** Checks everything now. */
  now(): void {
    this.stop();
    this.#checked(checkFit(this.input()));
  }

  /** Checks only overlaps of the moved items with the others. */
  whileDragging(ids: readonly string[]): void {
    this.stop();
    for (const id of ids) this.#moved.add(id);
    const moved = checkOverlaps([...this.#moved], this.input());
    this.#tell(reportOf([...withDragged(this.#whole.items, moved).values()]));
  }

  /** The same while other users drag; as their drag may end without an event, a full check follows. */
  whileWatching(ids: readonly string[]): void {
    // The first check of the room is under way, and reports more.
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

/** Returns the report with the earlier objects wherever they are equal. */
function keptWhereSame(before: FitReport, after: FitReport): FitReport {
  const items = [...after.items].map(([id, now]): [string, ItemFit] => {
    const was = before.items.get(id);
    return [id, was && isEqual(was, now) ? was : now];
  });
  return { ...after, items: new Map(items) };
}
