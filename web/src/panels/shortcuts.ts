// Shortcuts as ARIA has them.

import { keysOf } from "../planner/action-table.ts";

export const isMac = () => /Mac|iP/.test(navigator.platform);

/** The keys of an action for `aria-keyshortcuts`; undefined when it has none. */
export function ariaShortcuts(name: string): string | undefined {
  const written = keysOf(name).map((keys) =>
    partsOf(keys)
      .map((part) => (part === "Mod" ? (isMac() ? "Meta" : "Control") : part === "+" ? "Plus" : part))
      .join("+"),
  );
  return written.length > 0 ? written.join(" ") : undefined;
}

/** The keys of one shortcut. */
export function partsOf(keys: string): string[] {
  return keys === "+" ? ["+"] : keys.split("+").filter(Boolean);
}
