// The fit panel: every item with its verdict, and the form for the delivery's measures.

import { html, nothing, type TemplateResult } from "lit-html";
import type { ItemFit } from "../fit/types.ts";
import { verdicts } from "../fit/verdict.ts";
import { isEqual } from "../json/equal.ts";
import type { Delivery } from "../model/index.ts";
import { ceilingHeight } from "../model/limits.ts";
import { emptyState } from "../ui/empty-state.ts";
import { icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import { verdictMark } from "../ui/verdict-mark.ts";
import type { Context } from "./context.ts";
import {
  deliveryOf,
  isPartial,
  parts,
  type Side,
  sides,
  type Typed,
  typedOf,
  waitingOf,
  withLength,
} from "./delivery-form.ts";
import { nameOf, reasons } from "./fit-reasons.ts";
import { sizeOf } from "./format.ts";
import { setCeiling } from "./room.ts";
import { worstFirst } from "./verdicts.ts";

/** Allowed range of a width, depth or height of the delivery, millimetres. */
const lengths = { least: 100, most: 20_000 };

export function fit(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  if (scene.fit.items.size === 0)
    return html`${emptyState("ruler", pageWords.fit.none, pageWords.fit.noneWhy)}${wayIn(context)}`;
  // Until the next check the report still has items that were removed.
  const sorted = worstFirst(scene.fit, (id) => nameOf(context, id), scene.lang);
  const all = sorted.filter(({ id }) => scene.items.has(id));
  return html`${summary(context)}<ul class="rows">${all.map((item) => row(context, item))}</ul>${wayIn(context)}`;
}

function summary({ scene, pageWords }: Context): TemplateResult {
  const { counts, items } = scene.fit;
  if (items.size < scene.items.size) return html`<p class="fit-summary">${pageWords.fit.checking}</p>`;
  const some = verdicts.filter((v) => counts[v] > 0);
  if (some.length === 1 && counts.fits > 0)
    return html`<p class="fit-summary" data-verdict="fits">${icon("check")}${pageWords.fit.allWell}</p>`;
  return html`<p class="fit-summary">${some.map((v) => html`<span class="verdict" data-verdict=${v}><b>${counts[v]}</b> ${pageWords.fit.summary[v]}</span>`)}</p>`;
}

function row(context: Context, item: ItemFit): TemplateResult {
  const { scene, actions } = context;
  const choose = () => {
    if (context.narrow()) context.open(undefined);
    actions.select([item.id]);
  };
  // That the delivery isn't measured is displayed once, below, and not for each item.
  const wrong = reasons(context, item).filter(({ verdict }) => verdict !== "fits");
  return html`<li><button type="button" class="rows-button" data-fit=${item.id} aria-pressed=${scene.selection.has(item.id)} @click=${choose}>
    <span class="rows-head"><strong>${nameOf(context, item.id)}</strong>${verdictMark(context.scene.texts, item.verdict)}</span>
    ${wrong.map(({ text }) => html`<span class="reason">${text}</span>`)}</button></li>`;
}

/** Returns the typed measures of the delivery, one line for each part. */
function measured(context: Context, typed: Typed): string {
  const known = (part: keyof Delivery) => sides[part].flatMap((side) => typed[`${part}.${side}`] ?? []);
  const some = parts.filter((part) => known(part).length > 0);
  return some
    .map((part) => `${context.pageWords.fit.part[part]} ${sizeOf(context, ...known(part))}`)
    .join("\n");
}

function wayIn(context: Context): TemplateResult {
  const { scene, pageWords, local } = context;
  const typed = typedOf(scene.plan.delivery, local.waiting);
  const commit = (part: keyof Delivery, side: Side) => (length: number | undefined) => {
    const next = withLength(typedOf(context.scene.plan.delivery, context.local.waiting), part, side, length);
    context.set({ waiting: waitingOf(next) });
    const { delivery: before, ...plan } = context.scene.plan;
    const delivery = deliveryOf(next);
    if (isEqual(delivery, before ?? {})) return;
    context.actions.setPlan(Object.keys(delivery).length > 0 ? { ...plan, delivery } : plan);
  };
  const side = (part: keyof Delivery, name: Side) =>
    lengthField(scene, {
      label: pageWords.fit[name],
      value: typed[`${part}.${name}`],
      ...lengths,
      optional: true,
      readonly: !scene.editable,
      name: `${part}-${name}`,
      commit: commit(part, name),
    });
  return html`<details class="panel-block fit-way"><summary><h3>${pageWords.fit.way}</h3><small>${measured(context, typed) || pageWords.fit.wayUnknown}</small>${icon("collapse")}</summary>
    <p class="hint">${pageWords.fit.wayWhy}</p>
    ${parts.map(
      (part) => html`<fieldset><legend>${pageWords.fit.part[part]}</legend>
      <div class="fields">${sides[part].map((name) => side(part, name))}</div>
      ${isPartial(typed, part) ? html`<p class="hint">${pageWords.fit.whole}</p>` : nothing}</fieldset>`,
    )}
    <fieldset><legend>${pageWords.fit.ceiling}</legend><div class="fields">${lengthField(scene, {
      label: pageWords.fit.height,
      value: scene.plan.ceiling,
      ...ceilingHeight,
      optional: true,
      readonly: !scene.editable,
      name: "way-ceiling",
      commit: (ceiling: number | undefined) => setCeiling(context, ceiling),
    })}</div></fieldset></details>`;
}
