// The choice of one wall's paint: in the room panel, in the room tool's bar, and over the 3D view.

import { html, nothing, type TemplateResult } from "lit-html";
import { finishBy, finishesOn } from "../catalog/finishes.ts";
import type { Finish } from "../catalog/types.ts";
import { pageTexts } from "../i18n/index.ts";
import { ownFinish, type WallRef, withFinishes, withOwnFinish } from "../model/finishes.ts";
import type { EditableRoom, Scene } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { finishCaption, swatches } from "./swatches.ts";

type Room = Pick<EditableRoom, "scene" | "actions">;

/** Reports whether the shop has colours to choose from. */
export function hasPaints({ catalog }: Pick<Scene, "catalog">): boolean {
  return finishesOn(catalog, "wall").length > 1;
}

/** Draws a wall's colours; a choice is one change of the plan. */
export function wallPaint({ scene, actions }: Room, wall: WallRef): TemplateResult {
  const now = scene();
  const say = pageTexts(now.lang).finishes;
  const offered = finishesOn(now.catalog, "wall");
  const own = ownFinish(now.plan.finishes ?? {}, wall);
  const set = (id: string | undefined) => {
    const { plan } = scene();
    actions.setPlan(withFinishes(plan, withOwnFinish(plan.finishes ?? {}, wall, id)));
  };
  return html`${swatches(now, {
    label: say.wall,
    offered,
    chosen: offered.find(({ id }) => id === own),
    choose: ({ id }) => set(id),
  })}${own === undefined || !now.editable ? nothing : button({ label: say.asOthers, action: "finish-as-others", run: () => set(undefined) })}`;
}

/** Returns the name and price of a wall's own paint; undefined if the wall is as the others. */
export function paintCaption(scene: Scene, wall: WallRef): string | undefined {
  const finish = paintOf(scene, wall);
  return finish && finishCaption(scene, finish);
}

function paintOf({ catalog, plan }: Scene, wall: WallRef): Finish | undefined {
  const own = ownFinish(plan.finishes ?? {}, wall);
  return own === undefined ? undefined : finishBy(catalog, "wall", own);
}
