// Draws frames, name tags and warnings above all furniture, so that no item hides them. None differs by
// colour alone: each has a dash, a text or a sign of its own. Only marked items have a node here.

import type { LockView } from "../../client/index.ts";
import { footprint } from "../../geometry/footprint.ts";
import { corners } from "../../geometry/index.ts";
import type { PlanPlace } from "../../model/index.ts";
import { set, svg } from "../../symbols/dom.ts";
import { formatPoints } from "../format.ts";
import { rim, type Shown, standingAt } from "./items.ts";
import { writeOnPill } from "./pill.ts";

interface Node {
  g: SVGGElement;
  piece: Shown["piece"];
  tag: SVGGElement;
  pill: SVGRectElement;
  text: SVGTextElement;
  sign: SVGGElement;
}

const clearPx = 8;

export class MarkLayer {
  readonly element = svg("g", { class: "marks", "aria-hidden": "true" });
  readonly #nodes = new Map<string, Node>();

  /** Draws or removes an item's mark by its lock, verdict and selection; `tag` is the text above it. */
  put(id: string, shown: Shown | undefined, tag: string, place: PlanPlace | undefined): void {
    if (!shown || !marked(shown)) return this.#remove(id);
    const node = this.#nodeOf(id, shown);
    const { view, selected, verdict } = shown;
    set(node.g, {
      class: classOf(selected, view.lock),
      "data-mark": id,
      "data-state": view.lock.state,
      "data-verdict": verdict === "fits" ? undefined : verdict,
    });
    writeOnPill(node.text, node.pill, tag);
    set(node.tag, { visibility: tag ? "visible" : "hidden" });
    this.stand(id, place ?? view);
  }

  /** Moves an item's mark to where the item is drawn. */
  stand(id: string, place: PlanPlace): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    const around = corners({ x: 0, y: 0, rotation: place.rotation }, node.piece.size);
    const top = Math.min(...around.map(([, y]) => y));
    // The corner furthest to the upper right.
    const [x, y] = around.reduce((best, next) => (next[0] - next[1] > best[0] - best[1] ? next : best));
    set(node.g, { transform: standingAt(place) });
    // Texts and signs stay upright, whatever the item's rotation.
    set(node.tag, { transform: `rotate(${-place.rotation}) translate(0 ${top})` });
    set(node.sign, { transform: `rotate(${-place.rotation}) translate(${x} ${y})` });
  }

  #remove(id: string): void {
    this.#nodes.get(id)?.g.remove();
    this.#nodes.delete(id);
  }

  #nodeOf(id: string, { piece }: Shown): Node {
    const node = this.#nodes.get(id);
    if (node?.piece === piece) return node;
    node?.g.remove();
    const made = make(piece);
    this.#nodes.set(id, made);
    this.element.append(made.g);
    return made;
  }
}

function make(piece: Shown["piece"]): Node {
  const { width, depth } = piece.size;
  // The item's actual footprint, which may be smaller than its bounding rectangle.
  const floor = footprint(piece.kind, { x: 0, y: 0, rotation: 0 }, { width, depth }, piece.mirrored);
  const parts = floor.map((part) => svg("polygon", { points: formatPoints(part), fill: "url(#hatch)" }));
  const hatch = svg("g", { class: "mark-hatch" }, ...parts);
  const pill = svg("rect", { y: -22 - clearPx, height: 22, rx: 11 });
  const text = svg("text", { y: -7 - clearPx });
  const tag = svg("g", { class: "mark-tag" }, svg("g", { class: "sized" }, pill, text));
  const icon = svg(
    "g",
    { class: "sized" },
    disc(),
    triangle(),
    svg("path", { class: "mark-cry", d: "M0 -4.5V1M0 4.4V4.5" }),
  );
  const sign = svg("g", { class: "mark-sign" }, icon);
  return { g: svg("g", {}, hatch, rim(piece), sign, tag), piece, tag, pill, text, sign };
}

function disc(): SVGElement {
  return svg("circle", { class: "mark-plate blocked", r: 9 });
}

function triangle(): SVGElement {
  return svg("path", { class: "mark-plate tight", d: "M0 -11L11.5 9H-11.5Z" });
}

function marked({ view, selected, verdict }: Shown): boolean {
  return selected || view.lock.state !== "free" || verdict === "tight" || verdict === "blocked";
}

function classOf(selected: boolean, lock: LockView): string {
  const colour = lock.state === "held" ? ` colour-${lock.colour}` : "";
  return `mark${selected ? " selected" : ""}${colour}`;
}
