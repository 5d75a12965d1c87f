// The types that planner.js offers to a page's TypeScript. The build generates planner.d.ts from it, so this
// file and its imports contain only types, and few.

import type { PlannerElement } from "./types.ts";

export type * from "./types.ts";

/** The element's class; `planner.js` has registered it. */
export declare const HomstylePlanner: { new (): PlannerElement; prototype: PlannerElement };

declare global {
  interface HTMLElementTagNameMap {
    "homstyle-planner": PlannerElement;
  }
}
