// The dialogs of the timeline: confirm a restore, and name a moment.

import { html, nothing, type TemplateResult } from "lit-html";
import { button } from "../ui/button.ts";
import { sizeOf } from "./change-summary.ts";
import type { HistoryContext } from "./context.ts";
import { writeMoment, writePiece } from "./format.ts";

export interface Asked {
  title: string;
  body: TemplateResult;
}

/** Returns the dialog that asks to confirm a restore, with the numbers of items that it changes. */
export function askRestore(context: HistoryContext, close: () => void): Asked {
  const { timeline, scene, words, now } = context;
  const { difference: differs, step } = timeline;
  const when = step ? writeMoment(step.at, scene.lang, now) : "";
  const some = differs !== undefined && sizeOf(differs) > 0;
  const run = () => {
    close();
    void timeline.restore();
  };
  const line = (kind: "added" | "removed" | "moved" | "recoloured") => {
    const things = differs?.[kind] ?? [];
    const names = [...new Set(things.map((t) => writePiece(t, scene)))].join(", ");
    return things.length > 0
      ? html`<li data-differs=${kind}>${words.differs[kind](things.length, names)}</li>`
      : nothing;
  };
  return {
    title: words.restoreTitle(when),
    body: html`<p>${some ? words.restoreWhat : words.same}</p>
      <ul class="restore-differs">${line("added")}${line("removed")}${line("moved")}${line("recoloured")}
        ${differs?.plan ? html`<li data-differs="plan">${words.differs.plan}</li>` : nothing}</ul>
      <p class="hint">${words.restoreWhy}</p>
      <div class="button-row end">${button({ label: words.cancel, action: "cancel", run: close })}
        ${button({ kind: "primary", label: words.restore, action: "confirm-restore", disabled: !some, run })}</div>`,
  };
}

export function askName(context: HistoryContext, close: () => void): Asked {
  const { timeline, scene, words, now } = context;
  const step = timeline.step ?? timeline.log.steps.at(-1);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name") ?? "").trim();
    if (name === "") return;
    close();
    void timeline.name(name);
  };
  return {
    title: words.nameTitle,
    body: html`<form class="dialog-form" @submit=${save}>
      <label class="field"><span>${words.nameFor(step ? writeMoment(step.at, scene.lang, now) : "")}</span>
        <input name="name" data-field="moment-name" maxlength="60" required autofocus autocomplete="off" placeholder=${words.nameExample} /></label>
      <div class="button-row end">${button({ label: words.cancel, action: "cancel", run: close })}
        ${button({ kind: "primary", label: words.save, action: "save-name" })}</div></form>`,
  };
}
