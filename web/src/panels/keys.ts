// Shortcuts while a button of the planner has the focus. Keys handled by the plan or a field don't get here.

import { bindingOf, pressedOf } from "../planner/action-table.ts";
import type { Actions } from "../planner/scene.ts";
import { isUntouched } from "../ui/live-value.ts";

/** Actions whose shortcuts work wherever the focus is in the planner. */
const everywhere = ["undo", "redo", "duplicate", "remove"] as const;

/** Runs the action of a shortcut, except for keys that belong to a field in which something is typed. */
export function onKey(event: KeyboardEvent, actions: Actions, tool: string): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  const binding = bindingOf(pressedOf(event), ["planner", "items"]);
  const name = everywhere.find((action) => action === binding?.name);
  const forItems = name === "remove" || name === "duplicate";
  if (!name || (forItems && tool !== "select")) return;
  if (target.closest("input, select, textarea, dialog") && (forItems || !isIdle(target))) return;
  // Outside the inspector, Delete would remove an item that the user may not be looking at.
  if (name === "remove" && !target.closest(".inspector")) return;
  event.preventDefault();
  event.stopPropagation();
  actions[name]();
}

/** Reports whether nothing is typed in a field, so that undo can't be meant for its text. */
function isIdle(target: Element): boolean {
  return target instanceof HTMLInputElement && isUntouched(target);
}
