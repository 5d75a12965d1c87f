// What helps the hand, drawn into the picture: handles to pull, what a piece needs around
// it, guides and lengths, and the box that a hand draws.

import { render } from "lit-html";
import { bounds } from "../geometry/index.ts";
import type { ViewPoint } from "../model/index.ts";
import type { EditableRoom, Scene } from "../planner/scene.ts";
import { set, svg } from "../symbols/dom.ts";
import { formatPlanLength } from "./format.ts";
import { frameOf } from "./input/marquee.ts";
import { shownItems } from "./item-view-model.ts";
import { drawClearances, drawGuides } from "./layers/guides.ts";
import { TurnHandle } from "./layers/turn-handle.ts";
import type { PlanRenderer } from "./plan-renderer.ts";
import type { ToolRegistry } from "./tools/tool-registry.ts";

/** Of more than so many selected items, what they need around them is only noise. */
const mostHinted = 12;

export class SelectionOverlay {
  /** True while a hand turns something: then the degrees are written. */
  turning = false;
  readonly #clearances = svg("g", { class: "clearances", "aria-hidden": "true" });
  readonly #hints = svg("g", { class: "guides", "aria-hidden": "true" });
  readonly #handles = svg("g");
  readonly #turnHandle = new TurnHandle();
  readonly #box = svg("rect", { class: "selection-box", visibility: "hidden" });
  #drawn: Scene | undefined;

  constructor(
    private readonly stage: EditableRoom,
    private readonly picture: PlanRenderer,
  ) {
    const { under, amid, over } = picture.helps;
    under.append(this.#clearances);
    amid.append(this.#hints);
    over.append(this.#handles, this.#turnHandle.element);
    picture.element.append(this.#box);
  }

  /** The box that a hand draws, in pixels. */
  box(corners: readonly [ViewPoint, ViewPoint] | undefined): void {
    set(this.#box, { visibility: corners ? "visible" : "hidden" });
    if (corners) set(this.#box, { ...bounds(corners) });
  }

  /** Draws what changed; `again` when something is being drawn or edited. */
  draw(tools: ToolRegistry, again: boolean): void {
    const scene = this.stage.scene();
    if (!again && scene === this.#drawn) return;
    this.#drawn = scene;
    set(this.picture.element, { "data-waits": String(tools.waits) });
    render(tools.overlay(scene), this.#handles);
    this.#drawSelected(scene, tools.furniture);
  }

  #drawSelected(scene: Scene, furniture: boolean): void {
    const write = (mm: number) => formatPlanLength(mm, scene);
    const { selection, guides, rulers, editable } = scene;
    const standing = furniture ? shownItems(scene, selection) : [];
    const hinted = standing.length > mostHinted ? [] : standing;
    render(drawClearances(hinted), this.#clearances);
    render(drawGuides(hinted, guides, rulers, write), this.#hints);
    const free = standing.every(({ id }) => scene.items.get(id)?.lock.state !== "held");
    // While it is carried, the handle would lie over the distances.
    const carried = rulers.length > 0 && !this.turning;
    const frame = editable && free && !carried ? frameOf(standing) : undefined;
    const degrees = this.turning && standing.length === 1 ? `${frame?.rotation ?? 0}°` : "";
    this.#turnHandle.stand(frame, degrees);
  }
}
