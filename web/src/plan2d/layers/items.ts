// Draws the furniture: one <g> per item, kept while the item is in the room, so that focus and test locators
// stay valid. Only changes are written to the DOM; a move writes one attribute.

import type { Piece } from "../../catalog/types.ts";
import type { ItemView, LockView, PreviewView } from "../../client/index.ts";
import { hangs, type Place, type PlanPlace, placeOf, type Verdict } from "../../model/index.ts";
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
  /** The height for which it was put among the others, and its number in the order of arrival. */
  z: number;
  arrival: number;
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
  #arrivals = 0;
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
      "data-above": isAbove(shown) ? "" : undefined,
      "aria-label": label,
      "aria-pressed": selected ? "true" : "false",
    });
    if (node.z !== view.z) this.#stack(node, view.z);
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
    const focused = isFocused(g);
    g.remove();
    // Keep the focus in the plan, so that its keys still work.
    if (focused && next instanceof SVGElement) next.focus({ preventScroll: true });
  }

  #made(id: string, { piece, view }: Shown): Node {
    const node = this.#nodes.get(id);
    if (node?.piece === piece) return node;
    const g = node?.g ?? svg("g", { "data-item": id, tabindex: -1, role: "button" });
    // The invisible target is larger than small items, so that fingers can hit them.
    g.replaceChildren(target(piece), drawPiece(piece), rim(piece));
    const { place, z = Number.NaN, arrival = this.#arrivals++ } = node ?? {};
    const made = { g, piece, place, z, arrival };
    this.#nodes.set(id, made);
    if (g.parentNode !== this.#layerOf(piece)) this.#stack(made, view.z);
    return made;
  }

  #layerOf(piece: Piece): SVGGElement {
    return isFlat(piece) ? this.#floor : this.#standing;
  }

  /** Puts an item above all lower ones, and above those of its height that came before. */
  #stack(node: Node, z: number): void {
    node.z = z;
    const parent = this.#layerOf(node.piece);
    const above = (other: Node) => other.z > z || (other.z === z && other.arrival > node.arrival);
    let next: Node | undefined;
    for (const other of this.#nodes.values()) {
      if (other === node || other.g.parentNode !== parent || !above(other)) continue;
      if (!next || next.z > other.z || (next.z === other.z && next.arrival > other.arrival)) next = other;
    }
    if (node.g.parentNode === parent && node.g.nextElementSibling === (next?.g ?? null)) return;
    const focused = isFocused(node.g);
    parent.insertBefore(node.g, next?.g ?? null);
    if (focused) node.g.focus({ preventScroll: true });
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

/** Reports whether an item hangs above others, which are seen through it. */
function isAbove({ view, piece }: Shown): boolean {
  return view.z > 0 && hangs(piece.mount);
}

function isFocused(g: SVGGElement): boolean {
  return (g.getRootNode() as Document | ShadowRoot).activeElement === g;
}

/** Returns a new rectangle that frames an item. */
export function rim({ size }: Piece): SVGRectElement {
  const width = size.width + 2 * rimMm;
  const height = size.depth + 2 * rimMm;
  return svg("rect", { class: "item-frame", x: -width / 2, y: -height / 2, width, height, rx: 60 });
}

/** Returns the size of an item's pointer target on the plan, millimetres. */
export function targetSize({ size }: Piece): { width: number; height: number } {
  return { width: Math.max(leastTargetMm, size.width), height: Math.max(leastTargetMm, size.depth) };
}

function target(piece: Piece): SVGRectElement {
  const { width, height } = targetSize(piece);
  return svg("rect", { class: "item-target", x: -width / 2, y: -height / 2, width, height });
}

function holderOf(lock: LockView): string | undefined {
  return lock.state === "held" || lock.state === "lost" ? lock.name : undefined;
}
