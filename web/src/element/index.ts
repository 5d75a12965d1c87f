// Registers <homstyle-planner>, once, wherever it is loaded from.

import { HomstylePlanner } from "./homstyle-planner.ts";

export type * from "./types.ts";
export { HomstylePlanner };

if (!customElements.get("homstyle-planner")) customElements.define("homstyle-planner", HomstylePlanner);
