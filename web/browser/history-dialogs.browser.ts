// The dialogs of the history.

import { render } from "lit-html";
import { expect, test } from "vitest";
import type { HistoryContext } from "../src/history/context.ts";
import { askName, dialog } from "../src/history/dialogs.ts";
import { en } from "../src/i18n/en.ts";

test("who names a moment types into the field at once", () => {
  const timeline = { step: undefined, log: { steps: [] } };
  const context = {
    timeline,
    scene: { lang: "en" },
    words: en.timeline,
    now: 0,
  } as unknown as HistoryContext;
  const element = document.createElement("dialog");
  document.body.append(element);
  const close = () => {};
  render(dialog(askName(context, close), context, close), element);
  element.showModal();
  expect(document.activeElement?.getAttribute("name")).toBe("name");
});
