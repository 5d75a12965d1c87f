// The furniture: one <g> an item, kept while the item is in the room, so that focus,
// transitions and test locators hold. Only what changed is written.

import type { ItemView, LockView, Place } from "../../client/index.ts";
import { flat, productOf, variantOf } from "../catalogue.ts";
import { Keyed, set, svg } from "../dom.ts";
import { drawing } from "../drawing.ts";
import { strings } from "../strings.ts";
import { MarkLayer, rim, standingAt } from "./mark-layer.ts";

/** How fast a piece that somebody else moves follows: the way left shrinks to a third in so many ms. */
const followMs = 70;
/** Closer than this counts as there, millimetres or degrees. */
const nearEnough = 0.5;

interface Shown {
  view: ItemView;
  selected: boolean;
}

/** Where an item is drawn, on its way to where it is. */
interface Glide {
  now: Place;
  to: Place;
}

export class ItemLayer {
  readonly element = svg("g", { class: "items" });
  readonly #floor = svg("g");
  readonly #standing = svg("g");
  readonly #keyed: Keyed<Shown, SVGGElement>;
  /** Drawn above everything, so it stands beside the layer, not in it. */
  readonly marks = new MarkLayer();
  readonly #glides = new Map<string, Glide>();

  constructor(private readonly still: () => boolean) {
    this.element.append(this.#floor, this.#standing);
    this.#keyed = new Keyed<Shown, SVGGElement>(
      make,
      (g, shown) => this.#update(g, shown),
      ({ view }) => (flat(productOf(view.product)) ? this.#floor : this.#standing),
    );
  }

  /** Shows one item, or takes it away. True when something is left to animate. */
  put(id: string, view: ItemView | undefined, selected: boolean): boolean {
    if (!view) this.#glides.delete(id);
    const shown = view && { view, selected };
    this.marks.put(id, shown);
    this.#keyed.put(id, shown);
    return this.#glides.size > 0;
  }

  ids(): string[] {
    return [...this.element.querySelectorAll<SVGGElement>("[data-item]")].flatMap(
      (g) => g.dataset.item ?? [],
    );
  }

  focus(id: string): void {
    this.#keyed.get(id)?.focus({ preventScroll: true });
  }

  /** Keeps tags the same size on the screen. */
  scale(mmPerPixel: number): void {
    this.marks.scale(mmPerPixel);
    for (const id of this.ids()) {
      const place = standing(this.#keyed.get(id));
      if (place) this.marks.stand(id, place);
    }
  }

  /** Moves gliding pieces on by some milliseconds. True while there is more to do. */
  animate(ms: number): boolean {
    for (const [id, glide] of this.#glides) {
      const part = 1 - Math.exp(-ms / followMs);
      glide.now = between(glide.now, glide.to, part);
      if (near(glide.now, glide.to)) {
        glide.now = glide.to;
        this.#glides.delete(id);
      }
      this.#stand(id, glide.now);
    }
    return this.#glides.size > 0;
  }

  #update(g: SVGGElement, { view, selected }: Shown): void {
    const product = productOf(view.product);
    const variant = variantOf(product, view.variant);
    const holder = holderOf(view.lock);
    set(g, {
      class: `item ${variant ? `v-${variant}` : ""} ${selected ? "selected" : ""}`.trim(),
      "data-lock": view.lock.state,
      "data-holder": holder,
      "data-tentative": view.tentative,
      "aria-label": label(product.name, view),
      "aria-current": selected ? "true" : undefined,
    });
    this.#place(g, view);
  }

  #stand(id: string, place: Place): void {
    const g = this.#keyed.get(id);
    if (g) set(g, { transform: standingAt(place) });
    this.marks.stand(id, place);
  }

  #place(g: SVGGElement, { id, x, y, rotation, lock }: ItemView): void {
    const to = { x, y, rotation };
    const now = this.#glides.get(id)?.now ?? standing(g);
    if (!now || this.still() || lock.state === "mine" || lock.state === "expiring" || near(now, to)) {
      this.#glides.delete(id);
      this.#stand(id, to);
    } else {
      this.#glides.set(id, { now, to });
    }
  }
}

function make(id: string, { view }: Shown): SVGGElement {
  const product = productOf(view.product);
  return svg(
    "g",
    { "data-item": id, tabindex: 0, role: "button", "aria-roledescription": product.what || undefined },
    // A generous, unseen target: fingers are not cursors.
    rim("target", product.width, product.depth),
    svg("g", { class: `drawing kind-${product.kind}` }, ...drawing(product)),
    rim("frame", product.width, product.depth),
  );
}

function holderOf(lock: LockView): string | undefined {
  if (lock.state === "held" || lock.state === "lost") return lock.name;
  return undefined;
}

function label(name: string, { x, y, rotation, lock }: ItemView): string {
  const state = lock.state === "held" ? strings.lock.held(lock.name) : strings.lock[lock.state];
  return [strings.item(name, x, y, rotation), state].filter(Boolean).join(", ");
}

function standing(g: SVGGElement | undefined): Place | undefined {
  const [x, y, rotation] = (g?.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
  return x === undefined || y === undefined || rotation === undefined ? undefined : { x, y, rotation };
}

/** Part of the way from one place to another; round the shorter way. */
function between(a: Place, b: Place, part: number): Place {
  const turn = ((b.rotation - a.rotation + 540) % 360) - 180;
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, rotation: a.rotation + turn * part };
}

function near(a: Place, b: Place): boolean {
  const turn = Math.abs(((b.rotation - a.rotation + 540) % 360) - 180);
  return Math.hypot(a.x - b.x, a.y - b.y) < nearEnough && turn < nearEnough;
}
