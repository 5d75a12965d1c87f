// The search for layouts as a task that reports its progress: the same in a worker and in the page.

import type { Task } from "../fit/task.ts";
import { type ArrangeInput, arrange, type Progress } from "./arranger.ts";

/** Plain data, so that it can be sent to a worker. */
export interface SearchInput extends ArrangeInput {
  seed: number;
}

export interface SearchReport extends Progress {
  /** Whether the search has ended: then `layouts` are the best ones, the best first. */
  ended: boolean;
}

/** Searches in steps of a few milliseconds; reports each layout that was found, all other progress, and the end. */
export function* search(input: SearchInput, report: (report: SearchReport) => void): Task<void> {
  const steps = arrange(input, input.seed);
  let [part, newest] = [0, -1];
  for (;;) {
    const step = steps.next();
    if (step.done) return report({ done: 1, layouts: step.value, ended: true });
    const { done, layouts } = step.value;
    const found = layouts.at(-1)?.attempt ?? -1;
    if (done !== part || found !== newest) report({ done, layouts, ended: false });
    [part, newest] = [done, found];
    yield;
  }
}
