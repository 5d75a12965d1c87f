// What lies over the drawing: the bar of the tool in hand, and a question at its spot. Drawn
// by lit-html; no field is touched while somebody types in it.

import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Point } from "../client/index.ts";
import type { Scene } from "../planner/scene.ts";
import { button } from "./bar/field.ts";
import { outlineBar } from "./bar/outline-bar.ts";
import { drawPrompt, type Prompt } from "./bar/prompt.ts";
import { roomBar } from "./bar/room-bar.ts";
import { html as element } from "./dom.ts";
import { measuresOf } from "./measures.ts";
import { middleOf } from "./segment.ts";
import type { Toolbox } from "./tools/toolbox.ts";

/** A question keeps so far from the edge, pixels. */
const edgePx = { x: 120, y: 40 };

export class Overlay {
  readonly element = element("div", { class: "plan-overlay" });
  readonly #prompt = element("div", { class: "plan-prompt" });
  readonly #bar = element("div");

  constructor(private readonly tools: Toolbox) {
    this.element.append(this.#bar, this.#prompt);
  }

  draw(scene: Scene, toView: (spot: Point) => Point): void {
    render(this.#barOf(scene), this.#bar);
    const asked = this.#asked(scene);
    this.#prompt.toggleAttribute("hidden", !asked);
    render(asked ? drawPrompt(scene, asked.prompt) : nothing, this.#prompt);
    if (asked) this.#stand(toView(asked.spot));
  }

  /** What the bar takes of the view, pixels; 0 without one. Asks the browser to lay out: only for a change of tools. */
  get barHeight(): number {
    return this.#bar.querySelector<HTMLElement>(".plan-bar")?.offsetHeight ?? 0;
  }

  #stand([x, y]: Point): void {
    const { clientWidth, clientHeight } = this.element;
    const within = (at: number, edge: number, length: number) =>
      Math.max(Math.min(edge, length / 2), Math.min(length - Math.min(edge, length / 2), at));
    this.#prompt.style.setProperty("left", `${within(x, edgePx.x, clientWidth)}px`);
    this.#prompt.style.setProperty("top", `${within(y, edgePx.y, clientHeight)}px`);
  }

  #barOf(scene: Scene): TemplateResult | typeof nothing {
    const content = this.#content(scene);
    if (content === nothing || !scene.editable) return nothing;
    return html`<div class="plan-bar" role="group" aria-label=${scene.texts.plan2d.bar}>${content}</div>`;
  }

  #content(scene: Scene): TemplateResult | typeof nothing {
    const { place, scale, outline, room, inHand } = this.tools;
    const { plan2d } = scene.texts;
    switch (inHand) {
      case "scale":
        return scale.asking
          ? nothing
          : waiting(scene, plan2d.scaleHint(scale.points.length === 0), () => scale.cancel());
      case "place": {
        const item = place.item === undefined ? undefined : scene.items.get(place.item);
        return item
          ? waiting(scene, plan2d.placeHint(scene.pieceOf(item).name), () => place.cancel())
          : nothing;
      }
      case "outline":
        return outlineBar(scene, outline);
      case "adding":
      case "room":
        return roomBar(scene, room);
      case "select":
        return nothing;
    }
  }

  #asked(scene: Scene): { prompt: Prompt; spot: Point } | undefined {
    const { measure, scale, room } = this.tools;
    const { plan2d } = scene.texts;
    if (scale.asking) {
      const { problem } = scale;
      return {
        spot: middleOf(scale.asking),
        prompt: {
          ...{ label: plan2d.trueLength, written: true, value: undefined, problem },
          answer: (length) => scale.answer(length),
          refuse: (text) => scale.refuse(text),
          cancel: () => scale.cancel(),
        },
      };
    }
    const line = measuresOf(room.plan.outline).find(({ edge }) => edge === measure.edge);
    if (!line) return undefined;
    const { value, problem } = measure;
    return {
      spot: line.middle,
      prompt: {
        ...{ label: plan2d.length, written: false, value, problem },
        answer: (length) => measure.answer(length),
        refuse: (text) => measure.refuse(text),
        cancel: () => measure.cancel(),
      },
    };
  }
}

function waiting({ texts: { plan2d } }: Scene, hint: string, cancel: () => void): TemplateResult {
  return html`
    <p class="plan-bar-title" role="status">${hint}</p>
    <div class="plan-buttons">${button("cancel-tool", plan2d.cancel, cancel, "plain")}</div>`;
}
