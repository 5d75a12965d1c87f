// The plan's layers, from the floor up. A frame draws only what changed since the last one. Handles and
// guides are drawn by SelectionOverlay.

import { nothing, render, svg as template } from "lit-html";
import type { Catalog } from "../catalog/types.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { PlanBody } from "../model/index.ts";
import { changedItems } from "../planner/changed-items.ts";
import type { BaseScene, SceneSource } from "../planner/scene.ts";
import { tagOnce } from "../planner/tags.ts";
import type { Dimension } from "../symbols/dimensions.ts";
import { set, svg } from "../symbols/dom.ts";
import type { Camera } from "./camera.ts";
import { formatPlanLength } from "./format.ts";
import { shownOf } from "./item-view-model.ts";
import { tagOf } from "./labels.ts";
import type { FinishLayers } from "./layers/finishes.ts";
import { ItemLayer } from "./layers/items.ts";
import { MarkLayer } from "./layers/marks.ts";
import { drawReferenceImage } from "./layers/reference-image.ts";
import { type DrawFixed, type DrawMeasures, definitions, drawRoom } from "./layers/room.ts";

/** The room as the edit in progress changes it. */
export interface PlanDraft {
  plan: PlanBody;
  /** True if the plan is invalid and can't be stored. */
  faulty: boolean;
  /** Returns the accessible name of an editable measure; undefined where measures can't be edited. */
  measureName: ((measure: Dimension) => string) | undefined;
}

/** Draws the surfaces of a room; undefined where there are none, or none yet. */
export type DrawFinishes = (plan: PlanBody, catalog: Catalog) => FinishLayers | undefined;

export class PlanRenderer {
  readonly element = svg("svg", { class: "plan-drawing", role: "group", tabindex: 0 });
  readonly items: ItemLayer;
  /** Groups for overlays: under the furniture, and over all of it. */
  readonly overlays = { under: svg("g"), over: svg("g") };
  readonly #world = svg("g", { class: "world" });
  readonly #ground = svg("g");
  readonly #over = svg("g", { class: "plan-over" });
  readonly #marks = new MarkLayer();
  #drawn: BaseScene | undefined;
  #scale = 0;
  #drawFixed: DrawFixed | undefined;
  #fixedAsked = false;
  #drawMeasures: DrawMeasures | undefined;

  constructor(
    private readonly source: SceneSource,
    private readonly camera: Camera,
    /** Requests that the room is drawn again. */
    private readonly again: () => void,
  ) {
    this.items = new ItemLayer((id, place) => this.#marks.stand(id, place));
    const defs = svg("g");
    render(definitions(), defs);
    const { under, over } = this.overlays;
    this.#over.append(this.#marks.element, over);
    this.#world.append(this.#ground, under, this.items.element, this.#over);
    this.element.append(defs, this.#world);
  }

  /**
   * Draws what changed. `edited` is the room while it is edited; `again` redraws the room because a draft or
   * the scale changed; `ms` is the time since the last frame. `finishes` draws the room's surfaces, as soon as
   * it is loaded. Returns true while there is more to animate.
   */
  draw(edited: PlanDraft | undefined, again: boolean, ms: number, finishes?: DrawFinishes): boolean {
    const scene = this.source.scene();
    const before = this.#drawn;
    this.#drawn = scene;
    this.#look();
    const worded =
      before?.texts !== scene.texts || before.lang !== scene.lang || before.units !== scene.units;
    const retooled =
      before?.tool !== scene.tool || before.editable !== scene.editable || before.ready !== scene.ready;
    if (worded) set(this.element, { "aria-label": scene.texts.seen.name });
    if (retooled) this.#retool(scene);
    if (
      again ||
      worded ||
      retooled ||
      before?.plan !== scene.plan ||
      before.referenceImage !== scene.referenceImage ||
      before.catalog !== scene.catalog
    ) {
      this.#drawRoom(scene, edited, finishes);
    }
    const all = worded || before.plan !== scene.plan;
    const ids = all ? [...this.items.ids, ...scene.items.keys()] : changedItems(before, scene);
    for (const id of ids) this.#drawItem(scene, id);
    return this.items.animate(ms, scene.reducedMotion ? [] : this.source.previews());
  }

  /** Applies the camera: one attribute for a pan; a zoom also sets --mm for elements of constant size. */
  #look(): void {
    set(this.#world, { transform: this.camera.transform });
    const scale = this.camera.mmPerPx;
    if (scale === this.#scale) return;
    this.#scale = scale;
    for (const layer of [this.#ground, this.#over]) layer.style.setProperty("--mm", String(scale));
  }

  #retool({ tool, editable }: BaseScene): void {
    set(this.element, { "data-tool": tool, "data-editable": String(editable) });
  }

  #drawRoom(scene: BaseScene, edited: PlanDraft | undefined, finishes: DrawFinishes | undefined): void {
    const { plan, referenceImage, ready } = scene;
    const { measureName, ...room } = edited ?? { plan, faulty: false, measureName: undefined };
    const write = (mm: number) => formatPlanLength(mm, scene);
    if (room.plan.fixtures || room.plan.slopes) this.#loadFixed();
    const picture = {
      ...room,
      traced: referenceImage !== undefined,
      write,
      measureName,
      mmPerPx: this.#scale,
      finishes: finishes?.(room.plan, scene.catalog),
      drawFixed: this.#drawFixed,
      drawMeasures: this.#drawMeasures,
    };
    render(
      template`${drawReferenceImage(referenceImage)}${ready ? drawRoom(picture) : nothing}`,
      this.#ground,
    );
  }

  /** Draws the dimensions of the walls from now on. */
  showMeasures(draw: DrawMeasures): void {
    this.#drawMeasures = draw;
    this.again();
  }

  #loadFixed(): void {
    if (this.#fixedAsked) return;
    this.#fixedAsked = true;
    void loadRequired("fixed", () => import("./layers/fixed.ts")).then((layer) => {
      this.#drawFixed = layer.drawFixed;
      this.again();
    });
  }

  #drawItem(scene: BaseScene, id: string): void {
    const shown = shownOf(scene, id);
    this.items.put(id, shown, scene.reducedMotion);
    const tag = tagOnce(scene, id, (lock) => tagOf(lock, scene.texts));
    this.#marks.put(id, shown, tag, this.items.placeOf(id));
  }
}
