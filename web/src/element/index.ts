// Registers <homstyle-planner> once, wherever it is loaded from.

import { HomstylePlanner } from "./homstyle-planner.ts";
import type { HomstylePlanner as Published } from "./published.ts";

export type * from "./types.ts";
export { HomstylePlanner };

/** The published declaration must match the class. */
HomstylePlanner satisfies typeof Published;

if (!customElements.get("homstyle-planner")) customElements.define("homstyle-planner", HomstylePlanner);
