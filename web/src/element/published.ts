// What planner.js gives to a page's TypeScript. The build makes planner.d.ts of it, so it and
// what it imports are types only, and few.

import type { PlannerElement } from "./types.ts";

export type * from "./types.ts";

/** The element's class; `planner.js` has registered it. */
export declare const HomstylePlanner: { new (): PlannerElement; prototype: PlannerElement };

declare global {
  interface HTMLElementTagNameMap {
    "homstyle-planner": PlannerElement;
  }
}
