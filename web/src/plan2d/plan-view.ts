// The plan as the planner holds it: layers on top of each other, drawn once a frame, and
// the hands that work on them.

import type { Point } from "../client/index.ts";
import { boxOf } from "../plane/index.ts";
import type { Changes, Stage, View } from "../planner/scene.ts";
import { html, set, svg } from "./dom.ts";
import { type Area, fitted, toScreen, transformOf, type Viewport, zoomed } from "./viewport.ts";

export class PlanView implements View {
  readonly element = html("div", { class: "plan" });
  readonly #svg = svg("svg", { class: "plan-drawing", role: "group" });
  readonly #world = svg("g", { class: "world" });
  #view: Viewport = { middle: [0, 0], scale: 0.1 };
  #area: Area = { width: 0, height: 0 };

  constructor(private readonly stage: Stage) {
    this.#svg.append(this.#world);
    this.element.append(this.#svg);
  }

  update(_changes: Changes): void {
    set(this.#world, { transform: transformOf(this.#view, this.#area) });
  }

  focus(_id: string): void {}

  fit(): void {
    this.#view = fitted(boxOf(this.stage.scene().plan.outline), this.#area);
  }

  zoom(factor: number): void {
    this.#view = zoomed(this.#view, this.#area, [this.#area.width / 2, this.#area.height / 2], factor);
  }

  visible(_on: boolean): void {}

  /** The next tap on the floor puts the item there: a way to move it without a drag. */
  armPlace(_id: string): void {}

  /** Asks for two points of the picture underneath, and for how far they are apart. */
  scaleUnderlay(): void {}

  /** Millimetres to client pixels. */
  toScreen(spot: Point): Point {
    const { left, top } = this.element.getBoundingClientRect();
    const [x, y] = toScreen(this.#view, this.#area, spot);
    return [left + x, top + y];
  }

  dispose(): void {
    this.element.remove();
  }
}
