// Draws over the plan the toolbar of the current tool, and a tool's prompt at its spot. Drawn by lit-html,
// which leaves a field alone while the user types in it.

import { html, render, type TemplateResult } from "lit-html";
import type { Point, ViewPoint } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { html as element } from "../symbols/dom.ts";
import type { ToolRegistry } from "./tools/tool-registry.ts";

/** Smallest distance of a prompt's middle from the edges, pixels. */
const edgePx = { x: 120, y: 40 };

export class ToolbarHost {
  readonly element = element("div", { class: "plan-toolbars" });
  readonly #prompt = element("div", { class: "plan-prompt" });
  readonly #bar = element("div");

  constructor(private readonly tools: ToolRegistry) {
    this.element.append(this.#bar, this.#prompt);
  }

  draw(scene: Scene, toView: (spot: Point) => ViewPoint): void {
    render(this.#barOf(scene), this.#bar);
    const asked = this.tools.asked(scene);
    this.#prompt.toggleAttribute("hidden", !asked);
    render(asked?.form, this.#prompt);
    if (asked) this.#stand(toView(asked.spot));
  }

  /** Lower edge of the toolbar, pixels; 0 without one. Forces a layout. */
  get barBottom(): number {
    const bar = this.#bar.querySelector<HTMLElement>(".plan-bar");
    return bar ? bar.offsetTop + bar.offsetHeight : 0;
  }

  #stand([x, y]: ViewPoint): void {
    const { clientWidth, clientHeight } = this.element;
    const within = (at: number, edge: number, length: number) => {
      const least = Math.min(edge, length / 2);
      return Math.max(least, Math.min(length - least, at));
    };
    this.#prompt.style.setProperty("left", `${within(x, edgePx.x, clientWidth)}px`);
    this.#prompt.style.setProperty("top", `${within(y, edgePx.y, clientHeight)}px`);
  }

  #barOf(scene: Scene): TemplateResult | undefined {
    const content = scene.editable ? this.tools.toolbar(scene) : undefined;
    return (
      content &&
      html`<div class="plan-bar" role="group" aria-label=${scene.texts.plan2d.bar}>${content}</div>`
    );
  }
}
