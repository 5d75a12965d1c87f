// Shortcuts as they are printed on keys, and as ARIA has them.

import type { Texts } from "../i18n/index.ts";
import { keysOf } from "../planner/action-table.ts";

type Caps = Texts["panels"]["help"]["caps"];

const isMac = () => /Mac|iP/.test(navigator.platform);

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

/** The keys of an action for `aria-keyshortcuts`; undefined when it has none. */
export function ariaShortcuts(name: string): string | undefined {
  const written = keysOf(name).map((keys) =>
    partsOf(keys)
      .map((part) => (part === "Mod" ? (isMac() ? "Meta" : "Control") : part === "+" ? "Plus" : part))
      .join("+"),
  );
  return written.length > 0 ? written.join(" ") : undefined;
}

function partsOf(keys: string): string[] {
  return keys === "+" ? ["+"] : keys.split("+").filter(Boolean);
}
