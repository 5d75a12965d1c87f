// The slider: the browser's range input over ticks for the steps, in the colours of their authors, and
// flags for named moments.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { isolated } from "../i18n/isolated.ts";
import { icon } from "../ui/icons.ts";
import { colourOf } from "./colours.ts";
import type { HistoryContext } from "./context.ts";
import { writeMoment, writeName, writeStep } from "./format.ts";
import type { Moment } from "./past.ts";
import { placed } from "./position-directive.ts";

export function slider(context: HistoryContext): TemplateResult {
  const { timeline, words } = context;
  const { stops, knob } = timeline;
  const move = (event: Event) => timeline.go(Number((event.currentTarget as HTMLInputElement).value));
  const hold = (on: boolean) => () => timeline.held(on);
  return html`<div class="slider">
    ${ticks(context)}
    <input type="range" data-field="moment" aria-label=${words.slider} aria-valuetext=${said(context)} min="0" max=${stops.length} step="1"
      .value=${live(String(knob))} ?disabled=${stops.length === 0} @input=${move} @keydown=${(e: KeyboardEvent) => leap(e, context)}
      @pointerdown=${hold(true)} @pointerup=${hold(false)} @pointercancel=${hold(false)} @blur=${hold(false)} />
    <div class="slider-flags">${timeline.moments.map((moment) => flag(context, moment))}</div>
  </div>`;
}

/** Returns the knob's value as text for a screen reader. */
function said({ timeline, scene, words, now }: HistoryContext): string {
  const { step } = timeline;
  return step ? `${writeMoment(step.at, scene.lang, now)}. ${writeStep(step, scene)}` : words.now;
}

/** Draws one path for each colour, so that a thousand ticks are at most twelve elements. */
function ticks({ timeline, scene }: HistoryContext): TemplateResult {
  const { stops } = timeline;
  const paths = new Map<number, string>();
  stops.forEach(({ names }, stop) => {
    const colour = colourOf(names[0] ?? "", scene.peers);
    paths.set(colour, `${paths.get(colour) ?? ""}M${stop} 0v1`);
  });
  return html`<svg class="slider-ticks" viewBox="0 0 ${Math.max(1, stops.length)} 1" preserveAspectRatio="none" aria-hidden="true">
    ${[...paths].map(([colour, d]) => svg`<path class=${`colour-${colour}`} d=${d} vector-effect="non-scaling-stroke"></path>`)}</svg>`;
}

function flag(
  { timeline, scene, words, now }: HistoryContext,
  { at, name, by }: Moment,
): TemplateResult | typeof nothing {
  const stop = timeline.stopAt(at);
  if (stop < 0) return nothing;
  const label = words.flag(isolated(name), writeMoment(at, scene.lang, now), writeName(by.name, scene));
  return html`<button type="button" class="slider-flag" data-action="history-moment" data-name=${name} aria-label=${label} title=${label}
    ${placed(stop / timeline.stops.length)} @click=${() => timeline.go(stop)}>${icon("flag")}</button>`;
}

/** Handles keys of the slider: at the first stop, the left arrow fetches earlier steps. */
function leap(event: KeyboardEvent, { timeline }: HistoryContext): void {
  if (event.key !== "Escape") event.stopPropagation();
  const back = event.key === "ArrowLeft" || event.key === "ArrowDown";
  if (back && timeline.knob === 0) void timeline.earlier();
}
