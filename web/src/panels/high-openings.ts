// Says which doors and windows are higher than the ceiling over them (CL12).

import { html, type TemplateResult } from "lit-html";
import { highOpenings } from "../fit/high-openings.ts";
import type { PageTexts } from "../i18n/index.ts";
import type { PlanBody } from "../model/index.ts";
import { formatLength, type Units } from "../units/index.ts";
import type { Context } from "./context.ts";

/** Returns a sentence for each door and window that is too high. */
export function highOpeningTexts(
  plan: PlanBody,
  { editor, fit }: Pick<PageTexts, "editor" | "fit">,
  { units, lang }: { units: Units; lang: string },
): string[] {
  const length = (mm: number) => formatLength(mm, units, lang);
  return highOpenings(plan).map(({ kind, number, width, top, ceiling }) =>
    fit.tooHigh(editor[kind](number, length(width)), length(top), length(ceiling)),
  );
}

/** Draws the sentences; undefined if there is none. */
export function highOpeningList({ scene, pageWords }: Context): TemplateResult | undefined {
  const said = highOpeningTexts(scene.plan, pageWords, scene);
  if (said.length === 0) return undefined;
  return html`<ul class="fit-openings">${said.map((text) => html`<li class="reason" data-verdict="blocked">${text}</li>`)}</ul>`;
}
