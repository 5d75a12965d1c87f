// The section of the room panel for the surfaces of the floor and the walls. Each choice is one change of the
// plan; the shop's default is chosen by leaving the finish out.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { finishBy, finishesOn } from "../catalog/finishes.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Finish } from "../catalog/types.ts";
import { ownFinish, type WantedFinishes, wallsOf, withFinishes, withOwnFinish } from "../model/finishes.ts";
import { wallParts } from "../plan2d/floorplan/elements.ts";
import { patternOf } from "../plan2d/layers/finish-pattern.ts";
import { nameOf } from "../plan2d/part-name.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { priceOf } from "./format.ts";
import { KeptState } from "./kept-state.ts";

/** Index of the wall whose finish is chosen on its own. */
const chosenWall = new KeptState({ wall: 0 });

export function finishesSection(context: Context): TemplateResult | typeof nothing {
  const { scene, pageWords } = context;
  const { finishes = {} } = scene.plan;
  const say = pageWords.finishes;
  if (scene.plan.outline.length < 3 || scene.catalog.finishes.length === 0) return nothing;
  return html`<section class="panel-block" data-section="finishes"><h3>${say.title}</h3>
    ${choice(context, "floor", say.floor, finishes.floor, (floor) => change(context, { floor }))}
    ${choice(context, "wall", say.walls, finishes.walls, (walls) => change(context, { walls }))}
    ${finishesOn(scene.catalog, "wall").length > 1 ? oneWall(context) : nothing}</section>`;
}

/** Stores a plan with some other finishes. */
function change({ scene, actions }: Context, finishes: WantedFinishes): void {
  actions.setPlan(withFinishes(scene.plan, { ...scene.plan.finishes, ...finishes }));
}

/** Draws the finishes to choose from; `chosen` is an id, undefined for the default. */
function choice(
  context: Context,
  on: Finish["on"],
  label: string,
  chosen: string | undefined,
  choose: (id: string | undefined) => void,
): TemplateResult | typeof nothing {
  const { catalog } = context.scene;
  const offered = finishesOn(catalog, on);
  const now = finishBy(catalog, on, chosen);
  if (!now || offered.length < 2) return nothing;
  const pick = (finish: Finish) => choose(finish === offered[0] ? undefined : finish.id);
  return html`<div class="finishes-choice" data-finishes=${on}><h4>${label}${caption(context, now)}</h4>
    ${swatches(context, label, offered, now, pick)}</div>`;
}

function caption(context: Context, finish: Finish): TemplateResult {
  const { scene, pageWords } = context;
  const price = finish.prices?.[scene.currency];
  const sold = price !== undefined && finishesOn(scene.catalog, finish.on)[0] !== finish;
  const written = sold ? pageWords.finishes.perSquareMetre(priceOf(context, price)) : "";
  return html`<span>${[inLanguage(finish.name, scene.lang), written].filter(Boolean).join(" · ")}</span>`;
}

function swatches(
  { scene }: Context,
  label: string,
  offered: readonly Finish[],
  chosen: Finish | undefined,
  choose: (finish: Finish) => void,
): TemplateResult {
  return html`<div class="finishes-swatches" role="group" aria-label=${label}>${offered.map((finish) => {
    const name = inLanguage(finish.name, scene.lang);
    return html`<button type="button" class="finishes-swatch" data-finish=${finish.id} aria-label=${name} title=${name}
      aria-pressed=${finish === chosen} ?disabled=${!scene.editable} @click=${() => choose(finish)}>${sample(finish)}</button>`;
  })}</div>`;
}

/** Draws a piece of a surface, about 1 m wide. */
function sample(finish: Finish): TemplateResult {
  const id = `sample-${finish.id}`;
  return html`<svg viewBox="0 0 900 900" aria-hidden="true"><defs>${patternOf(finish, id)}</defs>
    <rect width="900" height="900" fill=${finish.colour}></rect>
    ${finish.pattern === "plain" ? nothing : svg`<rect width="900" height="900" fill=${`url(#${id})`}></rect>`}</svg>`;
}

function oneWall(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  const { plan, catalog } = scene;
  const say = pageWords.finishes;
  const walls = wallsOf(plan);
  const names = wallParts(plan).map((part) => nameOf(scene, plan, part));
  const at = Math.min(chosenWall.of(context).wall, walls.length - 1);
  const wall = walls[at] ?? { side: 0 };
  const own = ownFinish(plan.finishes ?? {}, wall);
  const painted = own === undefined ? undefined : finishBy(catalog, "wall", own);
  const offered = finishesOn(catalog, "wall");
  const set = (id: string | undefined) =>
    change(context, withOwnFinish(context.scene.plan.finishes ?? {}, wall, id));
  const take = (event: Event) =>
    chosenWall.set(context, { wall: (event.target as HTMLSelectElement).selectedIndex });
  return html`<div class="finishes-choice" data-finishes="one"><h4>${say.wall}${painted ? caption(context, painted) : nothing}</h4>
    <select aria-label=${say.wall} data-field="wall" @change=${take} @keydown=${(e: Event) => e.stopPropagation()}>${names.map(
      (name, i) => html`<option ?selected=${i === at}>${name}</option>`,
    )}</select>
    ${swatches(
      context,
      say.wall,
      offered,
      offered.find(({ id }) => id === own),
      ({ id }) => set(id),
    )}
    ${own === undefined || !scene.editable ? nothing : button({ label: say.asOthers, action: "finish-as-others", run: () => set(undefined) })}</div>`;
}
