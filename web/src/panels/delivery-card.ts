// The card that tells whether all pieces get into the room, and the form for the measures of the way.

import { html, nothing, type TemplateResult } from "lit-html";
import { isMeasured } from "../fit/delivery.ts";
import { type DeliverySummary, deliverySummary } from "../fit/delivery-summary.ts";
import { isEqual } from "../json/equal.ts";
import type { Delivery, Verdict } from "../model/index.ts";
import { ceilingHeight } from "../model/limits.ts";
import { button } from "../ui/button.ts";
import { type IconName, icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import { verdictIcons } from "../ui/verdict-mark.ts";
import { formatLength } from "../units/index.ts";
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
import { nameOf } from "./fit-reasons.ts";
import { sizeOf } from "./format.ts";
import { KeptState } from "./kept-state.ts";
import { setCeiling } from "./room.ts";

/** Allowed range of a width, depth or height of the delivery, millimetres. */
const lengths = { least: 100, most: 20_000 };

/** Typed sizes whose part of the way still lacks others. */
const typing = new KeptState<{ waiting: Typed }>({ waiting: {} });

export function deliveryCard(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  const items = [...scene.items.values()].map((item) => {
    return { id: item.id, place: item, piece: scene.pieceOf(item) };
  });
  const summary = deliverySummary({ plan: scene.plan, items });
  return html`<section class="fit-card" aria-label=${pageWords.fit.delivery}><h3>${pageWords.fit.delivery}</h3>
    ${result(context, summary)}${wayIn(context, summary)}</section>`;
}

/** Draws the button that opens the card's form in the fit panel, and focuses its first field. */
export function measureLink(context: Context): TemplateResult | typeof nothing {
  if (!context.scene.editable) return nothing;
  const label = context.pageWords.fit.measure;
  return button({ icon: "ruler", label, action: "measure-way", run: (event) => measureWay(context, event) });
}

function measureWay(context: Context, { currentTarget }: Event): void {
  const root = (currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  if (context.local.tab !== "fit") context.open("fit");
  // In the next frame, when the panel is drawn.
  requestAnimationFrame(() => {
    root.querySelector(".fit-way")?.setAttribute("open", "");
    root.querySelector<HTMLElement>(".fit-way input")?.focus();
  });
}

function result(context: Context, { count, stuck, tightest }: DeliverySummary): TemplateResult {
  const { scene, pageWords } = context;
  const say = pageWords.fit;
  if (stuck.length > 0) {
    const names = [...new Set(stuck.map(({ id }) => nameOf(context, id)))].join(", ");
    return line("blocked", verdictIcons.blocked, say.stuck(stuck.length, count, names));
  }
  if (!isMeasured(scene.plan)) return html`<p class="hint">${say.wayWhy}</p>${measureLink(context)}`;
  if (!tightest) return html`<p class="hint">${say.noDelivery}</p>`;
  const { verdict, spare, at } = tightest.arrival;
  const written = formatLength(spare, scene.units, scene.lang);
  const detail = say.tightest(nameOf(context, tightest.id), written, say.at[at]);
  return line(verdict, verdictIcons[verdict], `${say.allIn(count)} ${detail}`);
}

function line(verdict: Verdict, name: IconName, text: string): TemplateResult {
  return html`<p class="fit-result reason" role="status" data-verdict=${verdict}>${icon(name)}<span>${text}</span></p>`;
}

/** Returns the typed measures of the delivery, one line for each part. */
function measured(context: Context, typed: Typed): string {
  const known = (part: keyof Delivery) => sides[part].flatMap((side) => typed[`${part}.${side}`] ?? []);
  const some = parts.filter((part) => known(part).length > 0);
  return some
    .map((part) => `${context.pageWords.fit.part[part]} ${sizeOf(context, ...known(part))}`)
    .join("\n");
}

function wayIn(context: Context, { stuck }: DeliverySummary): TemplateResult {
  const { scene, pageWords } = context;
  // The card's result says why to measure as long as nothing is measured.
  const said = stuck.length === 0 && !isMeasured(scene.plan);
  const typed = typedOf(scene.plan.delivery, typing.of(context).waiting);
  const commit = (part: keyof Delivery, side: Side) => (length: number | undefined) => {
    const next = withLength(
      typedOf(context.scene.plan.delivery, typing.of(context).waiting),
      part,
      side,
      length,
    );
    typing.set(context, { waiting: waitingOf(next) });
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
  return html`<details class="fold fit-way"><summary><b>${pageWords.fit.measures}</b><small>${measured(context, typed) || pageWords.fit.wayUnknown}</small>${icon("collapse")}</summary>
    ${said ? nothing : html`<p class="hint">${pageWords.fit.wayWhy}</p>`}
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
