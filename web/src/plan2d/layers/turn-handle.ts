// The handle above what is selected: drag it round to turn. Keys, wheel and panels turn, too.

import { set, svg } from "../../symbols/dom.ts";
import type { Frame } from "../input/marquee.ts";

/** How far above the upper edge the handle is, pixels. */
const upPx = 34;

export class TurnHandle {
  readonly element = svg("g", { class: "turn-handle", "aria-hidden": "true", visibility: "hidden" });
  readonly #text = svg("text", { y: -upPx - 18 });

  constructor() {
    const grip = svg("g", { "data-turn": true });
    grip.append(
      svg("circle", { class: "handle-reach", r: 22, cy: -upPx }),
      svg("circle", { class: "handle-knob", r: 11, cy: -upPx }),
      svg("path", {
        class: "handle-arrow",
        d: `M-4.6 ${-upPx + 1.5}A4.8 4.8 0 1 1 0 ${-upPx + 4.8}M-7.4 ${-upPx - 0.6}l2.8 2.6 2.2 -3`,
      }),
    );
    this.element.append(
      svg(
        "g",
        { class: "sized" },
        svg("path", { class: "turn-handle-stem", d: `M0 -6V${-upPx + 11}` }),
        grip,
        this.#text,
      ),
    );
  }

  /** Stands above a frame, or nowhere; `degrees` is written while it turns. */
  stand(frame: Frame | undefined, degrees: string): void {
    set(this.element, { visibility: frame ? "visible" : "hidden" });
    if (!frame) return;
    const { middle, rotation, up } = frame;
    set(this.element, {
      transform: `translate(${middle[0]} ${middle[1]}) rotate(${rotation}) translate(0 ${-up})`,
    });
    if (this.#text.textContent !== degrees) this.#text.textContent = degrees;
    set(this.#text, { transform: `rotate(${-rotation} 0 ${-upPx - 18})` });
  }
}
