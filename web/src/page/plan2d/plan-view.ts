// The plan as a picture that can be pointed at. It draws what it is given, once a
// frame, and says in millimetres what was done; it changes nothing itself.

import type { CursorView, ItemView, PeerView, Place, Plan, Point } from "../../client/index.ts";
import { set, svg } from "../dom.ts";
import { boxOf } from "../geometry.ts";
import { strings } from "../strings.ts";
import { CursorLayer } from "./cursor-layer.ts";
import { ItemLayer } from "./item-layer.ts";
import { drawRoom } from "./room-layer.ts";

/** What was done on the plan; coordinates in millimetres. */
export interface PlanIntents {
  /** A press on an item, or on the floor. */
  press: (id: string | undefined, at: Point) => void;
  /** The pointer moved, pressed or not. */
  point: (at: Point) => void;
  /** The press ended; `cancelled` when the browser took it away. */
  release: (cancelled: boolean) => void;
  /** The wheel turned over an item; true when that was of use. */
  wheel: (id: string, steps: number) => boolean;
  /** A key on a focused item; true when it was of use. */
  key: (id: string, event: KeyboardEvent) => boolean;
  focus: (id: string) => void;
}

/** What is drawn. */
export interface PlanPicture {
  items: ReadonlyMap<string, ItemView>;
  plan: Plan;
  peers: readonly PeerView[];
  selected: string | undefined;
  /** Places shown instead of the room's, while a grab is on its way. */
  previews: ReadonlyMap<string, Place>;
}

const marginMm = 620;

export class PlanView {
  readonly element = svg("svg", { class: "plan", role: "group", "aria-label": strings.plan });
  readonly #room = svg("g", { class: "room" });
  readonly #items = new ItemLayer(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  readonly #cursors = new CursorLayer();
  #dirty = new Set<string>();
  #planDrawn: Plan | undefined;
  #frame: number | undefined;
  #drawnAt = 0;

  constructor(
    private readonly intents: PlanIntents,
    private readonly picture: () => PlanPicture,
    private readonly cursors: () => CursorView[],
  ) {
    this.element.append(
      patterns(),
      this.#room,
      this.#items.element,
      this.#items.marks.element,
      this.#cursors.element,
    );
    this.#listen();
    new ResizeObserver(() => this.#resize()).observe(this.element);
  }

  /** Items to draw anew; without ids, all of them. */
  invalidate(ids: Iterable<string> = [...this.#items.ids(), ...this.picture().items.keys()]): void {
    for (const id of ids) this.#dirty.add(id);
    this.animate();
  }

  /** Asks for a frame: once, however often it is called. */
  animate(): void {
    this.#frame ??= requestAnimationFrame((now) => this.#draw(now));
  }

  focus(id: string): void {
    this.#items.focus(id);
  }

  #draw(now: number): void {
    this.#frame = undefined;
    const picture = this.picture();
    if (picture.plan !== this.#planDrawn) this.#drawPlan(picture.plan);
    const dirty = this.#dirty;
    this.#dirty = new Set();
    for (const id of dirty) {
      const item = picture.items.get(id);
      const preview = picture.previews.get(id);
      this.#items.put(id, item && preview ? { ...item, ...preview } : item, picture.selected === id);
    }
    // After a pause, one frame's worth: not a leap over all the time that passed.
    const gliding = this.#items.animate(Math.min(50, now - this.#drawnAt));
    const moving = this.#cursors.draw(this.cursors(), picture.peers);
    this.#drawnAt = now;
    if (gliding || moving) this.animate();
  }

  #drawPlan(plan: Plan): void {
    this.#planDrawn = plan;
    this.#room.replaceChildren(...drawRoom(plan));
    const { x, y, width, height } = boxOf(plan.outline);
    const box = [x - marginMm, y - marginMm, width + 2 * marginMm, height + 2 * marginMm];
    set(this.element, { viewBox: box.join(" ") });
    this.#resize();
  }

  #resize(): void {
    const mmPerPixel = 1 / (this.element.getScreenCTM()?.a ?? 0.1);
    if (!Number.isFinite(mmPerPixel)) return;
    this.element.style.setProperty("--mm-per-px", String(mmPerPixel));
    this.#items.scale(mmPerPixel);
    this.#cursors.scale(mmPerPixel);
    this.animate();
  }

  #listen(): void {
    const { element, intents } = this;
    element.addEventListener("pointerdown", (e) => {
      if (e.button !== 0) return;
      element.setPointerCapture(e.pointerId);
      intents.press(itemAt(e.target), this.#at(e));
    });
    element.addEventListener("pointermove", (e) => intents.point(this.#at(e)));
    element.addEventListener("pointerup", () => intents.release(false));
    element.addEventListener("pointercancel", () => intents.release(true));
    element.addEventListener("focusin", (e) => {
      const id = itemAt(e.target);
      if (id !== undefined) intents.focus(id);
    });
    element.addEventListener("keydown", (e) => {
      const id = itemAt(e.target);
      if (id !== undefined && intents.key(id, e)) e.preventDefault();
    });
    element.addEventListener(
      "wheel",
      (e) => {
        const id = itemAt(e.target);
        if (id !== undefined && intents.wheel(id, Math.sign(e.deltaY))) e.preventDefault();
      },
      { passive: false },
    );
  }

  /** Where an event is on the plan. */
  #at(e: PointerEvent): Point {
    const matrix = this.element.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(e.clientX, e.clientY).matrixTransform(matrix);
    return [x, y];
  }
}

function itemAt(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<SVGElement>("[data-item]")?.dataset.item;
}

function patterns(): SVGElement {
  const board = { width: 1200, height: 220, patternUnits: "userSpaceOnUse" };
  return svg(
    "defs",
    {},
    svg(
      "pattern",
      { id: "boards", ...board },
      svg("path", { class: "seams", d: "M0 0H1200M0 110H1200M300 0V110M900 110V220" }),
    ),
  );
}
