// Formats shortcuts for ARIA.

import { keysOf } from "../planner/action-table.ts";

export const isMac = () => /Mac|iP/.test(navigator.platform);

/** Returns an action's shortcuts for `aria-keyshortcuts`; undefined if it has none. */
export function ariaShortcuts(name: string): string | undefined {
  const written = keysOf(name).map((keys) =>
    partsOf(keys)
      .map((part) => (part === "Mod" ? (isMac() ? "Meta" : "Control") : part === "+" ? "Plus" : part))
      .join("+"),
  );
  return written.length > 0 ? written.join(" ") : undefined;
}

/** Splits a shortcut into its keys. */
export function partsOf(keys: string): string[] {
  return keys === "+" ? ["+"] : keys.split("+").filter(Boolean);
}
