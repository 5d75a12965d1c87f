// Two marks of a piece: whether it fits where it stands, and whether it gets into the room.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Piece } from "../catalog/types.ts";
import { arrivalOf } from "../fit/delivery-summary.ts";
import type { ItemFit } from "../fit/types.ts";
import { worst } from "../fit/verdict.ts";
import type { Finding, Verdict } from "../model/index.ts";
import { icon } from "../ui/icons.ts";
import { verdictIcons } from "../ui/verdict-mark.ts";
import type { Context } from "./context.ts";

/**
 * Draws the marks; that of its place is left out while that is being checked. That the way in is not measured
 * is said only if `unknown`.
 */
export function fitBadges(
  context: Context,
  fit: ItemFit | undefined,
  piece: Piece,
  unknown = false,
): TemplateResult {
  const { stands, getsIn, unmeasured } = context.pageWords.fit;
  const arrival = arrivalOf(piece, context.scene.plan);
  const place = fit && worst(fit.findings.filter(isOfPlace).map(({ verdict }) => verdict));
  return html`<span class="badges">${place ? badge("stands", place, stands[place]) : nothing}${
    arrival === undefined || (arrival === "unknown" && !unknown)
      ? nothing
      : arrival === "unknown"
        ? html`<span class="muted" data-mark="gets-in">${unmeasured}</span>`
        : badge("gets-in", arrival.verdict, getsIn[arrival.verdict])
  }</span>`;
}

/** Reports whether a finding is about where a piece stands, not about its way into the room. */
function isOfPlace({ code }: Finding): boolean {
  return code !== "delivery" && code !== "delivery-unknown";
}

function badge(mark: string, verdict: Verdict, text: string): TemplateResult {
  return html`<span class="verdict" data-mark=${mark} data-verdict=${verdict}>${icon(verdictIcons[verdict])}${text}</span>`;
}
