// The section of the room panel for the surfaces of the floor and the walls. Each choice is one change of the
// plan; the shop's default is chosen by leaving the finish out.

import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { finishBy, finishesOn, wallFinish } from "../catalog/finishes.ts";
import type { Finish } from "../catalog/types.ts";
import { highlightWall } from "../finishes/highlight.ts";
import { finishCaption, swatches } from "../finishes/swatches.ts";
import { wallName } from "../finishes/wall-name.ts";
import { hasPaints, paintCaption, wallPaint } from "../finishes/wall-paint.ts";
import { type WallRef, type WantedFinishes, wallsOf, withFinishes } from "../model/finishes.ts";
import type { Context } from "./context.ts";
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
    ${hasPaints(scene) ? oneWall(context) : nothing}</section>`;
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
  return html`<div class="finishes-choice" data-finishes=${on}><h4>${label}<span>${finishCaption(context.scene, now)}</span></h4>
    ${swatches(context.scene, { label, offered, chosen: now, choose: pick })}</div>`;
}

function oneWall(context: Context): TemplateResult {
  const { scene, pageWords, actions } = context;
  const { wall: title } = pageWords.finishes;
  const walls = wallsOf(scene.plan);
  const at = Math.min(chosenWall.of(context).wall, walls.length - 1);
  const wall = walls[at] ?? { side: 0 };
  return html`<div class="finishes-choice" data-finishes="one"><h4>${title}<span>${paintCaption(scene, wall) ?? nothing}</span></h4>
    ${wallList(context, walls, at)}${wallPaint({ scene: () => context.scene, actions }, wall)}</div>`;
}

/** Draws the walls to choose from. The one under the pointer, or with the focus, is highlighted in the view. */
function wallList(context: Context, walls: readonly WallRef[], at: number): TemplateResult {
  const { scene, pageWords } = context;
  const { plan, catalog } = scene;
  const show = (wall: WallRef | undefined) =>
    highlightWall(context.host.view().element, context.scene.plan, wall);
  const none = () => show(undefined);
  return html`<fieldset class="finishes-walls" aria-label=${pageWords.finishes.wall} @pointerleave=${none} @focusout=${none}
    @keydown=${(event: KeyboardEvent) => event.stopPropagation()} ${ref(removal(context))}>${walls.map(
      (wall, i) => {
        const colour = wallFinish(catalog, plan.finishes, wall)?.colour;
        return html`<label class="finishes-wall" @pointerenter=${() => show(wall)}>
        <input type="radio" name="wall" data-wall=${i} .checked=${i === at} @focus=${() => show(wall)}
          @change=${() => chosenWall.set(context, { wall: i })} />${wallName(scene, plan, wall)}
        <svg class="finishes-dot" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" fill=${colour ?? "none"} /></svg></label>`;
      },
    )}</fieldset>`;
}

const removals = new WeakMap<Context, (element?: Element) => void>();

/** Returns what ends the highlight when the list is removed: the same function for each drawing of the list. */
function removal(context: Context): (element?: Element) => void {
  const known = removals.get(context);
  if (known) return known;
  const made = (element?: Element) => {
    if (!element) highlightWall(context.host.view().element, context.scene.plan, undefined);
  };
  removals.set(context, made);
  return made;
}
