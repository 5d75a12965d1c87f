// The fit panel: whether everything gets into the room, and every item with its verdict.

import { html, nothing, type TemplateResult } from "lit-html";
import type { ItemFit } from "../fit/types.ts";
import { verdicts } from "../fit/verdict.ts";
import { emptyState } from "../ui/empty-state.ts";
import { icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";
import { deliveryCard } from "./delivery-card.ts";
import { fitBadges } from "./fit-badges.ts";
import { nameOf, reasons } from "./fit-reasons.ts";
import { highOpeningList } from "./high-openings.ts";
import { mendButton } from "./mend.ts";
import { worstFirst } from "./verdicts.ts";

export function fit(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  const tooHigh = highOpeningList(context);
  if (scene.fit.items.size === 0)
    return html`${tooHigh ?? emptyState("ruler", pageWords.fit.none, pageWords.fit.noneWhy)}${deliveryCard(context)}`;
  // Until the next check the report still has items that were removed.
  const sorted = worstFirst(scene.fit, (id) => nameOf(context, id), scene.lang);
  const all = sorted.filter(({ id }) => scene.items.has(id));
  return html`${summary(context, tooHigh !== undefined)}${tooHigh}${deliveryCard(context)}<ul class="rows">${all.map((item) => row(context, item))}</ul>`;
}

function summary({ scene, pageWords }: Context, tooHigh: boolean): TemplateResult {
  const { counts, items } = scene.fit;
  if (items.size < scene.items.size) return html`<p class="fit-summary">${pageWords.fit.checking}</p>`;
  const some = verdicts.filter((v) => counts[v] > 0);
  if (some.length === 1 && counts.fits > 0 && !tooHigh)
    return html`<p class="fit-summary" data-verdict="fits">${icon("check")}${pageWords.fit.allWell}</p>`;
  return html`<p class="fit-summary">${some.map((v) => html`<span class="verdict" data-verdict=${v}><b>${counts[v]}</b> ${pageWords.fit.summary[v]}</span>`)}</p>`;
}

function row(context: Context, item: ItemFit): TemplateResult {
  const { scene, actions } = context;
  const choose = () => {
    if (context.narrow()) context.open(undefined);
    actions.select([item.id]);
  };
  const placed = scene.items.get(item.id);
  // That the way in isn't measured is displayed once, above, and not for each item.
  const wrong = reasons(context, item).filter(({ verdict }) => verdict !== "fits");
  return html`<li><button type="button" class="rows-button" data-fit=${item.id} aria-pressed=${scene.selection.has(item.id)} @click=${choose}>
    <span class="rows-head"><strong>${nameOf(context, item.id)}</strong>${placed ? fitBadges(context, item, scene.pieceOf(placed)) : nothing}</span>
    ${wrong.map(({ text }) => html`<span class="reason">${text}</span>`)}</button>${mendButton(context, item.id, item.findings)}</li>`;
}
