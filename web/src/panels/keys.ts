// Keys on a button of the planner. What the plan or a field makes of a key does not come here.

import { bindingOf, pressedOf } from "../planner/action-table.ts";
import type { Actions } from "../planner/scene.ts";
import { isUntouched } from "../ui/live-value.ts";

/** What keys do wherever one works. */
const everywhere = ["undo", "redo", "duplicate", "remove"] as const;

/** Does what a key means on a button of the planner; what is written in a field is the field's. */
export function onKey(event: KeyboardEvent, actions: Actions, tool: string): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  const binding = bindingOf(pressedOf(event), ["planner", "items"]);
  const name = everywhere.find((action) => action === binding?.name);
  const forItems = name === "remove" || name === "duplicate";
  if (!name || (forItems && tool !== "select")) return;
  if (target.closest("input, select, textarea, dialog") && (forItems || !isIdle(target))) return;
  // Far from what is selected, Delete would take away what one does not look at.
  if (name === "remove" && !target.closest(".inspector")) return;
  event.preventDefault();
  event.stopPropagation();
  actions[name]();
}

/** In a field where nothing is typed, there is no text to take back. */
function isIdle(target: Element): boolean {
  return target instanceof HTMLInputElement && isUntouched(target);
}
