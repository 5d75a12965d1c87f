// The dialogs of the history.

import { expect, test } from "vitest";
import type { HistoryContext } from "../src/history/context.ts";
import { askName } from "../src/history/dialogs.ts";
import { en } from "../src/i18n/en.ts";
import { Dialog } from "../src/ui/dialog.ts";

test("who names a moment types into the field at once", () => {
  const timeline = { step: undefined, log: { steps: [] } };
  const context = {
    timeline,
    scene: { lang: "en" },
    words: en.timeline,
    now: 0,
  } as unknown as HistoryContext;
  const dialog = new Dialog();
  document.body.append(dialog.element);
  dialog.show({ name: "name", closeLabel: "Close", ...askName(context, dialog.close) });
  expect(document.activeElement?.getAttribute("name")).toBe("name");
});
