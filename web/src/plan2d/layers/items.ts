// Draws the furniture: one <g> per item, kept while the item is in the room, so that focus and test locators
// stay valid. Only changes are written to the DOM; a move writes one attribute.

import type { Piece } from "../../catalog/types.ts";
import type { ItemView, LockView, PreviewView } from "../../client/index.ts";
import { type PlanPlace, type Place, placeOf, type Verdict } from "../../model/index.ts";
import { set, svg } from "../../symbols/dom.ts";
import { drawPiece } from "../../symbols/svg.ts";
import { isFlat } from "../../symbols/top-view.ts";
import { Smoothing } from "./smoothing.ts";

/** What is needed to draw one item. */
export interface Shown {
  view: ItemView;
  piece: Piece;
  selected: boolean;
  verdict: Verdict | undefined;
  label: string;
}

interface Node {
  g: SVGGElement;
  piece: Piece;
  place: Place | undefined;
}

/** Smallest width and depth of an item's pointer target, millimetres. */
const leastTargetMm = 260;
/** Distance of an item's frame from its edges, millimetres. */
const rimMm = 45;

export class ItemLayer {
  readonly element = svg("g", { class: "items" });
  readonly #floor = svg("g");
  readonly #standing = svg("g");
  readonly #nodes = new Map<string, Node>();
  readonly #glides = new Smoothing();

  /** `moved` is called with the place at which an item is drawn, at each step of its animation. */
  constructor(private readonly moved: (id: string, place: Place) => void) {
    this.element.append(this.#floor, this.#standing);
  }

  get ids(): string[] {
    return [...this.#nodes.keys()];
  }

  /** Draws one item, or removes it if `shown` is undefined. `still` places it without animation. */
  put(id: string, shown: Shown | undefined, still: boolean): void {
    if (!shown) return this.#remove(id);
    const node = this.#made(id, shown);
    const { view, selected, verdict, label } = shown;
    set(node.g, {
      class: selected ? "item selected" : "item",
      "data-lock": view.lock.state,
      "data-holder": holderOf(view.lock),
      "data-verdict": verdict,
      "aria-label": label,
      "aria-pressed": selected ? "true" : "false",
    });
    this.#go(id, node, view, still);
  }

  /** Returns where an item is drawn, which during its animation differs from its place. */
  placeOf(id: string): Place | undefined {
    return this.#nodes.get(id)?.place;
  }

  nodeOf(id: string): SVGGElement | undefined {
    return this.#nodes.get(id)?.g;
  }

  /**
   * Advances the animations by `ms` milliseconds; an item that a peer drags is drawn where its preview is, and
   * only turns gradually. Returns true while some continue.
   */
  animate(ms: number, previews: readonly PreviewView[]): boolean {
    for (const preview of previews) {
      const { id } = preview;
      const to = placeOf(preview);
      const drawn = this.#nodes.get(id)?.place;
      if (drawn) this.#glide(id, { ...to, rotation: drawn.rotation }, to);
    }
    this.#glides.step(ms, (id, place) => this.#stand(id, place));
    return this.#glides.moving || previews.some(({ moving }) => moving);
  }

  #remove(id: string): void {
    this.#glides.stop(id);
    const g = this.#nodes.get(id)?.g;
    this.#nodes.delete(id);
    if (!g) return;
    const next = g.nextElementSibling ?? g.previousElementSibling ?? g.ownerSVGElement;
    const focused = (g.getRootNode() as Document | ShadowRoot).activeElement === g;
    g.remove();
    // Keep the focus in the plan, so that its keys still work.
    if (focused && next instanceof SVGElement) next.focus({ preventScroll: true });
  }

  #made(id: string, { piece }: Shown): Node {
    const node = this.#nodes.get(id);
    if (node?.piece === piece) return node;
    const g = node?.g ?? svg("g", { "data-item": id, tabindex: -1, role: "button" });
    // The invisible target is larger than small items, so that fingers can hit them.
    g.replaceChildren(target(piece), drawPiece(piece), rim(piece));
    const parent = isFlat(piece) ? this.#floor : this.#standing;
    if (g.parentNode !== parent) parent.append(g);
    const made = { g, piece, place: node?.place };
    this.#nodes.set(id, made);
    return made;
  }

  #go(id: string, node: Node, item: ItemView, still: boolean): void {
    const { lock } = item;
    const to = placeOf(item);
    const now = this.#glides.at(id) ?? node.place;
    // An item that this user drags follows the pointer without animation.
    const glides = now && !still && lock.state !== "mine" && lock.state !== "expiring";
    this.#glide(id, glides ? now : to, to);
  }

  #glide(id: string, from: Place, to: Place): void {
    this.#glides.start(id, from, to);
    if (this.#glides.at(id) === undefined) this.#stand(id, to);
  }

  #stand(id: string, place: Place): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    node.place = place;
    set(node.g, { transform: standingAt(place) });
    this.moved(id, place);
  }
}

/** Returns an item's SVG transform, rounded to tenths. */
export function standingAt({ x, y, rotation }: PlanPlace): string {
  return `translate(${tenths(x)} ${tenths(y)}) rotate(${tenths(rotation)})`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Returns a new rectangle that frames an item. */
export function rim({ size }: Piece): SVGRectElement {
  const width = size.width + 2 * rimMm;
  const height = size.depth + 2 * rimMm;
  return svg("rect", { class: "item-frame", x: -width / 2, y: -height / 2, width, height, rx: 60 });
}

function target({ size }: Piece): SVGRectElement {
  const width = Math.max(leastTargetMm, size.width);
  const height = Math.max(leastTargetMm, size.depth);
  return svg("rect", { class: "item-target", x: -width / 2, y: -height / 2, width, height });
}

function holderOf(lock: LockView): string | undefined {
  return lock.state === "held" || lock.state === "lost" ? lock.name : undefined;
}
