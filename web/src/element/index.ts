// Registers <homstyle-planner>, once, wherever it is loaded from.

import { HomstylePlanner } from "./homstyle-planner.ts";
import type { HomstylePlanner as Published } from "./published.ts";

export type * from "./types.ts";
export { HomstylePlanner };

/** What is published is what there is. */
HomstylePlanner satisfies typeof Published;

if (!customElements.get("homstyle-planner")) customElements.define("homstyle-planner", HomstylePlanner);
