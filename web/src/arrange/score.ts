// How good a layout is: its verdicts, the ways that it leaves, and how well each place suits its piece.

import { checkFit, type FitInput, type FitReport } from "../fit/index.ts";
import type { Verdict } from "../model/index.ts";
import { comfort, companyOf } from "./comfort.ts";
import { weightOf } from "./guidelines.ts";
import { roleOf } from "./roles.ts";
import type { Setting } from "./setting.ts";

/** Parts of the score: the fit check's verdicts, comfort by the guidelines, and ways as wide as one can wish. */
const share = { fit: 0.4, comfort: 0.5, ways: 0.1 };
const worth: Record<Verdict, number> = { fits: 1, tight: 0.5, blocked: 0 };

export interface Scored {
  /** From 0 to 100. */
  score: number;
  report: FitReport;
}

/** Checks a room, and returns how well the pieces of a layout stand in it. */
export function scored(input: FitInput, ids: ReadonlySet<string>, room: Setting): Scored {
  const report = checkFit(input);
  const items = input.items.filter(({ id }) => ids.has(id));
  if (items.length === 0) return { score: 100, report };
  const mean = (value: (item: (typeof items)[number]) => number) =>
    items.reduce((sum, item) => sum + value(item), 0) / items.length;
  const fit = mean(({ id }) => worth[report.items.get(id)?.verdict ?? "fits"]);
  const ways = mean(({ id }) => {
    const narrow = report.items.get(id)?.findings.some(({ code }) => code === "walkway");
    return narrow ? 0 : 1;
  });
  const weights = items.reduce((sum, { piece }) => sum + weightOf(roleOf(piece)), 0);
  const suits =
    items.reduce((sum, { id, piece, place }) => {
      const others = input.items.filter((other) => other.id !== id);
      return sum + weightOf(roleOf(piece)) * comfort(piece, place, companyOf(piece, others, room));
    }, 0) / weights;
  return { score: 100 * (share.fit * fit + share.comfort * suits + share.ways * ways), report };
}
