// Overlays of the plan: the tools' handles, clearances of the selected items, guides and distances, the turn
// handle and the marquee.

import { render } from "lit-html";
import { boxesOverlap } from "../geometry/boxes.ts";
import { type Box, bounds, pointInPolygon } from "../geometry/index.ts";
import type { Point, ViewPoint } from "../model/index.ts";
import { ledBy } from "../planner/load.ts";
import type { EditableRoom, Scene } from "../planner/scene.ts";
import type { Ruler } from "../snap/types.ts";
import { set, svg } from "../symbols/dom.ts";
import type { Camera } from "./camera.ts";
import { formatPlanLength } from "./format.ts";
import { frameOf } from "./input/marquee.ts";
import { shownItems } from "./item-view-model.ts";
import { drawClearances, drawGuides, type LabelledRuler } from "./layers/guides.ts";
import { handleSide, TurnHandle } from "./layers/turn-handle.ts";
import { labelWidth, placeLabels } from "./place-labels.ts";
import type { PlanRenderer } from "./plan-renderer.ts";
import type { ToolRegistry } from "./tools/tool-registry.ts";

/** Largest number of selected items whose clearances are drawn; those of more would only clutter the plan. */
const mostHinted = 12;

export class SelectionOverlay {
  /** True while the selection is being turned; then the degrees are displayed. */
  turning = false;
  /** Part of the view that a panel covers, pixels; undefined when none does. */
  cover: Box | undefined;
  readonly #clearances = svg("g", { class: "clearances", "aria-hidden": "true" });
  readonly #hints = svg("g", { class: "guides", "aria-hidden": "true" });
  readonly #handles = svg("g");
  readonly #turnHandle = new TurnHandle();
  readonly #box = svg("rect", { class: "selection-box", visibility: "hidden" });
  /** Side of the turn handle, in quarters of a turn; kept during a turn. */
  #side: ReturnType<typeof handleSide> = 0;
  #drawn: Scene | undefined;
  #scale = 0;

  constructor(
    private readonly stage: EditableRoom,
    private readonly renderer: PlanRenderer,
    private readonly camera: Pick<Camera, "area" | "mmPerPx" | "toView" | "toPlan">,
  ) {
    const { under, over } = renderer.overlays;
    under.append(this.#clearances);
    over.append(this.#hints, this.#handles, this.#turnHandle.element);
    renderer.element.append(this.#box);
  }

  /** Draws the marquee between two opposite corners, pixels; undefined hides it. */
  box(corners: readonly [ViewPoint, ViewPoint] | undefined): void {
    set(this.#box, { visibility: corners ? "visible" : "hidden" });
    if (corners) set(this.#box, { ...bounds(corners) });
  }

  /** Draws the overlays if the scene or the scale has changed; `again` forces it. */
  draw(tools: ToolRegistry, again: boolean): void {
    const scene = this.stage.scene();
    const scale = this.camera.mmPerPx;
    if (!again && scene === this.#drawn && scale === this.#scale) return;
    this.#drawn = scene;
    this.#scale = scale;
    set(this.renderer.element, { "data-waits": String(tools.waits) });
    render(tools.overlay(scene), this.#handles);
    this.#drawSelected(scene, tools.furniture);
  }

  #drawSelected(scene: Scene, furniture: boolean): void {
    const write = (mm: number) => formatPlanLength(mm, scene);
    const { selection, guides, editable } = scene;
    // During a turn the degrees are displayed instead of the distances.
    const rulers = this.turning ? [] : this.#labelled(scene.rulers, write);
    const standing = furniture ? shownItems(scene, selection) : [];
    const hinted = standing.length > mostHinted ? [] : standing;
    render(drawClearances(hinted), this.#clearances);
    render(drawGuides(hinted, guides, rulers, write), this.#hints);
    const free = standing.every(({ id }) => scene.items.get(id)?.lock.state !== "held");
    // During a drag the turn handle would cover the distances.
    const turns = editable && free && rulers.length === 0;
    const led = turns ? ledBy(scene, selection) : [];
    const turned = standing.filter(({ id }) => led.includes(id));
    const frame = frameOf(turned);
    const degrees = this.turning && turned.length === 1 ? `${frame?.rotation ?? 0}°` : "";
    if (frame && !this.turning)
      this.#side = handleSide(frame, this.camera.mmPerPx, (spot) => this.#isFree(spot));
    this.#turnHandle.stand(frame, this.#side, degrees);
  }

  /** Reports whether a spot (millimetres) is inside the outline and not covered by a panel. */
  #isFree(spot: Point): boolean {
    const { outline } = this.stage.scene().plan;
    if (outline.length > 2 && !pointInPolygon(outline, spot)) return false;
    const [x, y] = this.camera.toView(spot);
    return !this.cover || !boxesOverlap({ x, y, width: 1, height: 1 }, this.cover);
  }

  #labelled(rulers: readonly Ruler[], write: (mm: number) => string): LabelledRuler[] {
    const { camera, cover } = this;
    const texts = rulers.map(({ length }) => write(length));
    const lines = rulers.map(({ from, to }, i) => {
      return { from: camera.toView(from), to: camera.toView(to), width: labelWidth(texts[i] ?? "") };
    });
    const spots = placeLabels(lines, { x: 0, y: 0, ...camera.area }, cover ? [cover] : []);
    return rulers.map((ruler, i) => {
      return { ...ruler, text: texts[i] ?? "", at: camera.toPlan(spots[i] ?? [0, 0]) };
    });
  }
}
