// Shortcuts as they are printed on keys.

import type { Texts } from "../i18n/index.ts";
import { keysOf } from "../planner/action-table.ts";
import { isMac, partsOf } from "./shortcuts.ts";

type Caps = Texts["panels"]["help"]["caps"];

/** The keys of an action as they are printed on a keyboard, e.g. `Ctrl ⇧ Z`; "" when it has none. */
export function shortcut(name: string, caps: Caps, which = 0): string {
  const printed = new Map<string, string>([
    ["Mod", isMac() ? "⌘" : caps.ctrl],
    ["Shift", "⇧"],
    ["Arrow", "← ↑ ↓ →"],
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
