// Finishes to choose from, as buttons with a piece of the surface on each.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { finishesOn } from "../catalog/finishes.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Finish } from "../catalog/types.ts";
import { pageTexts } from "../i18n/index.ts";
import type { Scene } from "../planner/scene.ts";
import { formatPrice } from "../units/index.ts";
import { patternOf } from "./pattern.ts";

export interface Choice {
  /** Accessible name of the group. */
  label: string;
  offered: readonly Finish[];
  chosen: Finish | undefined;
  choose: (finish: Finish) => void;
}

export function swatches(scene: Scene, { label, offered, chosen, choose }: Choice): TemplateResult {
  return html`<div class="finishes-swatches" role="group" aria-label=${label}>${offered.map((finish) => {
    const name = inLanguage(finish.name, scene.lang);
    return html`<button type="button" class="finishes-swatch" data-finish=${finish.id} aria-label=${name} title=${name}
      aria-pressed=${finish === chosen} ?disabled=${!scene.editable} @click=${() => choose(finish)}>${sample(finish)}</button>`;
  })}</div>`;
}

/** Returns a finish's name, with its price if it is sold. */
export function finishCaption(scene: Scene, finish: Finish): string {
  const price = finish.prices?.[scene.currency];
  const sold = price !== undefined && finishesOn(scene.catalog, finish.on)[0] !== finish;
  const words = pageTexts(scene.lang).finishes;
  const written = sold ? words.perSquareMetre(formatPrice(price, scene.currency, scene.lang)) : "";
  return [inLanguage(finish.name, scene.lang), written].filter(Boolean).join(" · ");
}

/** Draws a piece of a surface, about 1 m wide. */
function sample(finish: Finish): TemplateResult {
  const id = `sample-${finish.id}`;
  return html`<svg viewBox="0 0 900 900" aria-hidden="true"><defs>${patternOf(finish, id)}</defs>
    <rect width="900" height="900" fill=${finish.colour}></rect>
    ${finish.pattern === "plain" ? nothing : svg`<rect width="900" height="900" fill=${`url(#${id})`}></rect>`}</svg>`;
}
