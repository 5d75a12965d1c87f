// The handle beside the selection that turns it when dragged. Keys, the wheel and panels turn it, too.

import { rotatePoint } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";
import { set, svg } from "../../symbols/dom.ts";
import type { Frame } from "../input/marquee.ts";

/** Distance of the handle's middle from the frame, and the free space needed beyond it; pixels. */
const upPx = 34;
const beyondPx = 14;
/** The sides in order of preference: above, below, right, left; in clockwise quarters of a turn. */
const sides = [0, 2, 1, 3] as const;
type Side = (typeof sides)[number];

/** Returns the first side of a frame on which the handle's spot is free; 0 (above) if none is. */
export function handleSide(frame: Frame, mmPerPx: number, isFree: (spot: Point) => boolean): Side {
  const beyond = (side: Side): Point => {
    const far = frame.reach[side] + (upPx + beyondPx) * mmPerPx;
    const [x, y] = rotatePoint([0, -far], frame.rotation + 90 * side);
    return [frame.middle[0] + x, frame.middle[1] + y];
  };
  return sides.find((side) => isFree(beyond(side))) ?? 0;
}

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

  /** Shows the handle at a side of a frame, or hides it; `degrees` is the text beside it, empty for none. */
  stand(frame: Frame | undefined, side: Side, degrees: string): void {
    set(this.element, { visibility: frame ? "visible" : "hidden" });
    if (!frame) return;
    const { middle, reach } = frame;
    const rotation = frame.rotation + 90 * side;
    set(this.element, {
      transform: `translate(${middle[0]} ${middle[1]}) rotate(${rotation}) translate(0 ${-reach[side]})`,
    });
    if (this.#text.textContent !== degrees) this.#text.textContent = degrees;
    set(this.#text, { transform: `rotate(${-rotation} 0 ${-upPx - 18})` });
  }
}
