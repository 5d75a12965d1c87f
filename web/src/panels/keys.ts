// Keys that mean the same wherever one works. What the plan or a field makes of a key does
// not come here; a button beside the plan leaves these alone.

import { shortcutKey } from "../planner/key-event.ts";
import type { Actions } from "../planner/scene.ts";

type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;
type Deed = Extract<keyof Actions, "undo" | "redo" | "duplicate" | "remove">;

/** What a key does; undefined when it does nothing everywhere. */
export function commandOf(pressed: Pressed): Deed | undefined {
  const { shiftKey, altKey, ctrlKey, metaKey } = pressed;
  const key = shortcutKey(pressed);
  if (altKey) return undefined;
  if (!ctrlKey && !metaKey) return key === "Delete" || key === "Backspace" ? "remove" : undefined;
  switch (key.toLowerCase()) {
    case "z":
      return shiftKey ? "redo" : "undo";
    case "y":
      return "redo";
    case "d":
      return "duplicate";
    default:
      return undefined;
  }
}

/** Does what a key means on a button of the planner; what is written in a field is the field's. */
export function onKey(event: KeyboardEvent, actions: Actions, tool: string): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  if (target.closest("input, select, textarea, dialog")) return;
  const deed = commandOf(event);
  const forItems = deed === "remove" || deed === "duplicate";
  if (!deed || (forItems && tool !== "select")) return;
  // Far from what is selected, Delete would take away what one does not look at.
  if (deed === "remove" && !target.closest(".inspector")) return;
  event.preventDefault();
  event.stopPropagation();
  actions[deed]();
}
