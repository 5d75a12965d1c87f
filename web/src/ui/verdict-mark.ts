// Displays whether an item fits, by an icon and a word, and never by colour alone.

import { html, type TemplateResult } from "lit-html";
import type { Texts } from "../i18n/index.ts";
import type { Verdict } from "../model/index.ts";
import { type IconName, icon } from "./icons.ts";

/** Icons of the verdicts. */
export const verdictIcons: Record<Verdict, IconName> = { fits: "check", tight: "tight", blocked: "blocked" };

export function verdictMark({ fit }: Pick<Texts, "fit">, verdict: Verdict): TemplateResult {
  return html`<span class="verdict" data-verdict=${verdict}>${icon(verdictIcons[verdict])}${fit.verdict[verdict]}</span>`;
}
