// The timeline's bar at the bottom of the plan, and the banner at the top while a past state is displayed.

import { html, nothing, type TemplateResult } from "lit-html";
import { button } from "../ui/button.ts";
import { type IconButton, iconButton } from "../ui/icon-button.ts";
import { icon } from "../ui/icons.ts";
import { formatPrice } from "../units/index.ts";
import { colourOf } from "./colours.ts";
import { type HistoryContext, mayName, mayRestore } from "./context.ts";
import { writeMoment, writePiece, writeStep } from "./format.ts";
import { outcome } from "./outcome.ts";
import { speeds } from "./playback.ts";
import { slider } from "./slider.ts";

export function timelineBar(context: HistoryContext): TemplateResult {
  const { words } = context;
  return html`<div class="timeline-bar" @keydown=${(event: KeyboardEvent) => onKey(event, context)}>
      <div class="timeline-row">${what(context)}${deeds(context)}
        ${iconButton({ label: words.close, icon: "close", action: "close-history", run: context.close })}</div>
      <div class="timeline-row">${running(context)}${slider(context)}</div>
      <div class="timeline-row timeline-foot">${filters(context)}${outcome(context)}${cost(context)}</div>
    </div>`;
}

/** Draws the banner, so that a past state is never mistaken for the present. */
export function banner({ timeline, scene, words, now }: HistoryContext): TemplateResult | typeof nothing {
  const { step, meanwhile } = timeline;
  if (!step) return nothing;
  return html`${icon("clock")}<p>${words.looking(writeMoment(step.at, scene.lang, now))}
      ${meanwhile > 0 ? html`<span class="past-badge" data-meanwhile=${meanwhile}>${words.meanwhile(meanwhile)}</span>` : nothing}</p>
    ${button({ kind: "primary", label: words.backToNow, action: "history-now", run: () => timeline.now() })}`;
}

/** Draws the step at the knob. */
function what({ timeline, scene, words, now }: HistoryContext): TemplateResult {
  const { step, doing, stops } = timeline;
  if (!step) {
    const text = doing === "loading" ? words.loading : stops.length === 0 ? words.nothing : words.nowWhy;
    return html`<p class="timeline-what"><strong>${words.now}</strong><span>${text}</span></p>`;
  }
  return html`<p class=${`timeline-what colour-${colourOf(step.names[0] ?? "", scene.peers)}`}>
    <strong><time datetime=${new Date(step.at).toISOString()}>${writeMoment(step.at, scene.lang, now)}</time></strong>
    <span><i></i>${writeStep(step, scene)}</span></p>`;
}

function deeds(context: HistoryContext): TemplateResult {
  const { timeline, words, ask } = context;
  const busy = timeline.doing !== undefined;
  const nameless = busy || timeline.log.steps.length === 0;
  const name = button({
    icon: "flag",
    label: words.name,
    action: "history-name",
    disabled: nameless,
    run: () => ask("name"),
  });
  const copy = button({
    label: words.copy,
    action: "history-copy",
    disabled: nameless,
    run: () => void timeline.copy(),
  });
  const restore = button({
    kind: "primary",
    label: words.restore,
    action: "restore",
    disabled: busy || !timeline.step,
    run: () => ask("restore"),
  });
  return html`<div class="timeline-deeds">${mayName(context) ? name : nothing}${timeline.copies ? copy : nothing}${mayRestore(context) ? restore : nothing}</div>`;
}

function running({ timeline, words }: HistoryContext): TemplateResult {
  const { playing, knob, stops, more, doing } = timeline;
  const other = speeds.find((s) => s !== timeline.speed) ?? timeline.speed;
  const play = () => (playing ? timeline.pause() : timeline.play());
  const none = stops.length === 0;
  const first = knob === 0 && !more;
  const earlier: IconButton = {
    label: words.earlier,
    icon: "earlier",
    action: "history-earlier",
    disabled: doing !== undefined,
    run: () => void timeline.earlier(),
  };
  return html`<div class="button-group" role="group" aria-label=${words.running}>
    ${more ? iconButton(earlier) : nothing}
    ${iconButton({ label: words.back, icon: "left", action: "history-back", disabled: first || none, run: () => timeline.by(-1) })}
    ${iconButton({ label: playing ? words.pause : words.play, icon: playing ? "pause" : "play", action: "history-play", disabled: none, run: play })}
    ${iconButton({ label: words.forward, icon: "right", action: "history-forward", disabled: knob >= stops.length, run: () => timeline.by(1) })}
    <button type="button" class="icon-button timeline-speed" data-action="history-speed" aria-label=${words.speed(timeline.speed)}
      title=${words.speed(timeline.speed)} @click=${() => timeline.setSpeed(other)}>${timeline.speed}×</button></div>`;
}

function filters(context: HistoryContext): TemplateResult {
  const { timeline, words, scene } = context;
  const { filter } = timeline;
  const names = timeline.names.toSorted(new Intl.Collator(scene.lang).compare);
  const choose = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    timeline.setFilter({ ...filter, name: value === "" ? undefined : value });
  };
  return html`<label class="timeline-who"><span>${words.who}</span><select data-field="history-who" @change=${choose}>
      <option value="" ?selected=${filter.name === undefined}>${words.everybody}</option>
      ${names.map((name) => html`<option value=${name} ?selected=${filter.name === name}>${name}</option>`)}</select></label>
    ${ofItem(context)}`;
}

/** Draws the room's cost, for owners; below one cent as "< $0.01". */
function cost({ timeline, scene, words }: HistoryContext): TemplateResult | typeof nothing {
  if (timeline.cost === undefined) return nothing;
  const cents = timeline.cost * 100;
  const amount = formatPrice(cents < 1 ? 1 : Math.round(cents), "USD", scene.lang);
  const text = words.cost(cents < 1 ? `< ${amount}` : amount);
  return html`<p class="hint" data-cost title=${words.costWhy}>${text}</p>`;
}

/** Draws the button that limits the steps to those of the selected item. */
function ofItem({ timeline, scene, words, selection }: HistoryContext): TemplateResult | typeof nothing {
  const { filter } = timeline;
  const [chosen] = selection;
  const id = filter.item ?? chosen;
  if (id === undefined) return nothing;
  const known = scene.items.get(id) ?? timeline.lastOf(id);
  const toggle = () => timeline.setFilter({ ...filter, item: filter.item === undefined ? id : undefined });
  return html`<button type="button" class="chip" data-action="history-item" aria-pressed=${filter.item !== undefined} @click=${toggle}
    >${words.only(known ? writePiece(known, scene) : id)}</button>`;
}

/** Handles Escape: returns to the present, or closes the timeline if that is displayed. */
function onKey(event: KeyboardEvent, { timeline, close }: HistoryContext): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  if (timeline.step) timeline.now();
  else close();
}
