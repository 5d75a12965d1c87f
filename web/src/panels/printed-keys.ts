// Formats shortcuts as their keys are labelled on a keyboard.

import type { PageTexts } from "../i18n/index.ts";
import { keysOf } from "../planner/action-table.ts";
import { isMac, partsOf } from "./shortcuts.ts";

type Caps = PageTexts["help"]["caps"];

/** Returns an action's `which`-th shortcut as labels of keys, e.g. `Ctrl ⇧ Z`; "" if it has none. */
export function shortcut(name: string, caps: Caps, which = 0): string {
  const printed = new Map<string, string>([
    ["Mod", isMac() ? "⌘" : caps.ctrl],
    ["Shift", "⇧"],
    ["Arrow", "← ↑ ↓ →"],
    ["ArrowUp", "↑"],
    ["ArrowDown", "↓"],
    ["Delete", caps.remove],
    ["PageDown", caps.next],
    ["PageUp", caps.before],
    ["Escape", "Esc"],
    ["-", "−"],
  ]);
  return partsOf(keysOf(name)[which] ?? "")
    .map((part) => printed.get(part) ?? part)
    .join(" ");
}
