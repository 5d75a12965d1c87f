// Frames and name tags, above all furniture: a lock that a table hides is no use.

import type { ItemView, Place } from "../../client/index.ts";
import { productOf } from "../catalogue.ts";
import { Keyed, set, setText, svg } from "../dom.ts";
import { direction } from "../geometry.ts";
import { strings } from "../strings.ts";

/** What is marked of an item. */
export interface Mark {
  view: ItemView;
  selected: boolean;
}

/** How far outside the piece its frame runs, millimetres. */
const rimMm = 45;

export class MarkLayer {
  readonly element = svg("g", { class: "marks", "aria-hidden": "true" });
  #mmPerPixel = 10;
  readonly #keyed = new Keyed<Mark, SVGGElement>(
    make,
    (g, mark) => this.#update(g, mark),
    () => this.element,
  );

  put(id: string, mark: Mark | undefined): void {
    this.#keyed.put(id, mark);
  }

  /** Follows the item to where it is drawn. */
  stand(id: string, place: Place): void {
    const g = this.#keyed.get(id);
    if (!g) return;
    set(g, { transform: standingAt(place) });
    const tag = g.querySelector(".tag");
    if (tag) set(tag, { transform: this.#above(g, place.rotation) });
  }

  /** Keeps tags the same size on the screen; they follow with the next `stand`. */
  scale(mmPerPixel: number): void {
    this.#mmPerPixel = mmPerPixel;
  }

  #update(g: SVGGElement, { view, selected }: Mark): void {
    const { lock } = view;
    const named = lock.state === "held" || lock.state === "lost";
    const words = named ? (lock.name ?? strings.lock.lost) : "";
    set(g, { class: selected ? "mark selected" : "mark", "data-state": lock.state });
    const [tag, pill, text] = [
      g.querySelector(".tag"),
      g.querySelector(".tag rect"),
      g.querySelector("text"),
    ];
    if (!tag || !pill || !text) return;
    setText(text, words);
    const width = words.length * 7.6 + 20;
    set(pill, { width, x: -width / 2 });
    set(tag, { visibility: words ? "visible" : "hidden" });
  }

  /** Upright on the upper rim, whatever way the piece stands. */
  #above(g: SVGGElement, rotation: number): string {
    const [width, depth] = [Number(g.dataset.width), Number(g.dataset.depth)];
    const [cos, sin] = direction(rotation);
    const top = (width * Math.abs(sin) + depth * Math.abs(cos)) / 2;
    return `rotate(${-rotation}) translate(0 ${-top - rimMm}) scale(${this.#mmPerPixel})`;
  }
}

/** An item's transform. */
export function standingAt({ x, y, rotation }: Place): string {
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${rotation.toFixed(1)})`;
}

function make(_: string, { view }: Mark): SVGGElement {
  const { width, depth } = productOf(view.product);
  return svg(
    "g",
    { "data-width": width, "data-depth": depth },
    rim("frame", width, depth),
    svg("g", { class: "tag" }, svg("rect", { y: -11, height: 22, rx: 11 }), svg("text", { y: 4 })),
  );
}

/** A rectangle around a piece. */
export function rim(kind: string, width: number, depth: number): SVGElement {
  const [w, d] = [width + 2 * rimMm, depth + 2 * rimMm];
  return svg("rect", { class: kind, x: -w / 2, y: -d / 2, width: w, height: d, rx: 60 });
}
