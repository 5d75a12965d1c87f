// What is in walls and at them follows their changes.

import type { PlanBody } from "../../model/index.ts";
import { reattachFixed } from "./fixed.ts";
import { type Carriage, reattachOpenings } from "./openings.ts";

/** Returns `after` with the openings, fixtures and slopes of `before`, each where its wall is now. */
export function reattached(before: PlanBody, after: PlanBody, how: Carriage): PlanBody {
  return reattachFixed(before, reattachOpenings(before, after, how), how);
}
