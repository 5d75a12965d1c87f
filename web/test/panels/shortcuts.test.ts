import { afterEach, expect, test, vi } from "vitest";
import { pages } from "../../src/i18n/pages/en.ts";
import { shortcut } from "../../src/panels/printed-keys.ts";
import { ariaShortcuts } from "../../src/panels/shortcuts.ts";

const { caps } = pages.help;

afterEach(() => vi.unstubAllGlobals());

test("shortcuts are printed as on the keyboard that is there", () => {
  vi.stubGlobal("navigator", { platform: "Linux x86_64" });
  expect(shortcut("redo", caps)).toBe("Ctrl ⇧ Z");
  expect(shortcut("nudge", caps, 1)).toBe("⇧ ← ↑ ↓ →");
  expect(shortcut("zoomIn", caps)).toBe("+");
  expect(shortcut("place", caps)).toBe("");
  vi.stubGlobal("navigator", { platform: "MacIntel" });
  expect(shortcut("undo", caps)).toBe("⌘ Z");
});

test("ARIA has the names of keys", () => {
  vi.stubGlobal("navigator", { platform: "Linux x86_64" });
  expect(ariaShortcuts("redo")).toBe("Control+Shift+Z Control+Y");
  expect(ariaShortcuts("zoomIn")).toBe("Plus =");
  expect(ariaShortcuts("place")).toBeUndefined();
});
