// The 2D plan as a View: drawn at most once a frame. The code for input and tools loads later; until then,
// the events on the plan are recorded.

import { nothing, render, type TemplateResult, html as template } from "lit-html";
import { type Box, bounds } from "../geometry/index.ts";
import type { ClientPoint, Plan, Point } from "../model/index.ts";
import type { BaseScene, SceneSource, Tool, View } from "../planner/scene.ts";
import { html } from "../symbols/dom.ts";
import { Camera } from "./camera.ts";
import { type EventRecording, pointing, recordEvents, typing } from "./event-replay.ts";
import { type DrawFinishes, type PlanDraft, PlanRenderer } from "./plan-renderer.ts";

/** Input and tools of the plan, which PlanController implements. */
export interface Workbench {
  /** The room as edits in progress change it; undefined until the editor is loaded. */
  readonly room: PlanDraft | undefined;
  /** Lower edge of the toolbar in the view, pixels; 0 without one. Unchanged while a pointer is pressed. */
  readonly barBottom: number;
  /** Draws the surfaces of a room. */
  readonly drawFinishes: DrawFinishes;
  /** Draws the current tool's toolbar and its prompt. */
  drawBars(): void;
  /**
   * Draws the selection overlay and other peers' cursors. `again` forces a redraw of the overlay. Returns true
   * while a cursor moves.
   */
  drawHelps(again: boolean): boolean;
  /** Sets the part of the plan that a panel covers, pixels; undefined when none does. */
  cover(box: Box | undefined): void;
  /** Moves the item to the next tap on the floor: a way to move it without a drag. */
  tapToPlace(id: string): void;
  /** Starts the tool that sets the scale of the reference image from two points and their distance. */
  scaleUnderlay(): void;
  /** Stores changes made with the keyboard that are still pending. */
  settle(): void;
}

/** Largest time step of an animation, so that it does not jump after a pause; milliseconds. */
const longestFrameMs = 50;

export class PlanView implements View {
  /** Called when another part of the plan is displayed. */
  looked: () => void = () => {};
  readonly element = html("div", { class: "plan" });
  readonly camera: Camera;
  readonly renderer: PlanRenderer;
  readonly #words = html("div", { class: "plan-words" });
  /** Resolves at the first press or key on the plan before the input code is loaded. */
  readonly wanted: Promise<void>;
  readonly #recording: EventRecording;
  #bench: Workbench | undefined;
  #again = true;
  /** Scale of the last frame, which decides which labels are shown. */
  #mmPerPx = 0;
  #visible = true;
  #frame: number | undefined;
  #drawnAt = 0;
  /** The state at the last check of whether the room has to be fitted again. */
  #settled: { plan: Plan; ready: boolean; tool: Tool; width: number; bar: number } | undefined;
  /** Selector of the element that gets the focus once it is drawn. */
  #focusNext: string | undefined;

  constructor(private readonly source: SceneSource) {
    this.camera = new Camera(
      this.element,
      () => bounds(source.scene().plan.outline),
      () => {
        this.#ask();
        this.looked();
      },
    );
    this.renderer = new PlanRenderer(source, this.camera, () => this.again());
    this.element.append(this.renderer.element, this.#words);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.wanted = promise;
    this.#recording = recordEvents(this.renderer.element, [...pointing, ...typing], resolve);
    this.again();
  }

  /** Attaches the input code, and replays the recorded events to it. */
  equip(bench: Workbench): void {
    this.#bench = bench;
    this.#recording.replay();
    this.again();
  }

  /** Drops the recorded events if the input code fails to load: they must not be replayed minutes later. */
  discardEvents(): void {
    this.#recording.discard();
  }

  get bench(): Workbench | undefined {
    return this.#bench;
  }

  update(): void {
    this.#ask();
  }

  focus(id: string): void {
    this.focusOn("data-item", id);
  }

  fit(): void {
    this.camera.fit();
  }

  zoom(factor: number): void {
    this.camera.zoom(factor);
  }

  visible(on: boolean): void {
    this.#visible = on;
    if (on) this.again();
    else if (this.#frame !== undefined) this.#cancelFrame(this.#frame);
  }

  /** Converts millimetres to client pixels. */
  toClient(spot: Point): ClientPoint {
    return this.camera.toClient(this.camera.toView(spot));
  }

  /** Requests a frame that redraws the room and the overlays, because a draft has changed. */
  again(): void {
    this.#again = true;
    this.#ask();
  }

  /** Focuses the element whose attribute has this value, once it is drawn. */
  focusOn(attribute: string, value: string): void {
    this.#focusNext = `[${attribute}="${CSS.escape(value)}"]`;
    this.#ask();
  }

  dispose(): void {
    this.visible(false);
    this.#bench?.settle();
    this.camera.dispose();
    this.element.remove();
  }

  /** Requests an animation frame, unless one is already pending or the view is hidden. */
  #ask(): void {
    if (this.#visible) this.#frame ??= requestAnimationFrame((now) => this.#draw(now));
  }

  #cancelFrame(frame: number): void {
    cancelAnimationFrame(frame);
    this.#frame = undefined;
  }

  #draw(now: number): void {
    this.#frame = undefined;
    const scene = this.source.scene();
    const bench = this.#bench;
    const asked = this.#again;
    this.#again = false;
    render(words(scene), this.#words);
    bench?.drawBars();
    this.#settle(scene);
    const { mmPerPx } = this.camera;
    const again = asked || mmPerPx !== this.#mmPerPx;
    this.#mmPerPx = mmPerPx;
    const ms = Math.min(longestFrameMs, now - this.#drawnAt);
    const gliding = this.renderer.draw(bench?.room, again, ms, bench?.drawFinishes);
    const moving = bench?.drawHelps(again);
    this.#drawnAt = now;
    this.#moveFocus();
    if (gliding || moving) this.#ask();
  }

  /**
   * Fits the whole room when it arrives, when its plan changes, when the tool changes and when an editing tool's
   * toolbar grows; but not for a change of the plan with an editing tool. The space of a toolbar that shrinks
   * stays reserved, so that the room does not move at each selection.
   */
  #settle({ plan, ready, tool, items, editable }: BaseScene): void {
    const { width } = this.camera.area;
    const before = this.#settled;
    const alike = ready === before?.ready && tool === before.tool && width === before.width;
    // Read only for an editing tool, as it forces a layout.
    const bottom = (tool !== "select" && this.#bench?.barBottom) || 0;
    const bar = alike ? Math.max(bottom, before.bar) : bottom;
    const same = alike && bar === before.bar;
    if (same && plan === before.plan) return;
    this.#settled = { plan, ready, tool, width, bar };
    if (same && tool !== "select") return;
    const style = getComputedStyle(this.element);
    /** Reads a custom property: the space that buttons take at an edge, pixels. */
    const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const top = bar || px("--inset-top");
    const empty = editable && tool === "select" && items.size === 0;
    this.camera.insets = { top, right: 0, bottom: px(empty ? "--inset-empty" : "--inset-bottom") };
    this.camera.settle();
  }

  #moveFocus(): void {
    const selector = this.#focusNext;
    if (selector === undefined) return;
    const found = this.element.querySelector(selector);
    if (!(found instanceof SVGElement || found instanceof HTMLElement)) return;
    this.#focusNext = undefined;
    found.focus({ preventScroll: true });
    if (found instanceof HTMLInputElement) found.select();
  }
}

/** Returns the text that is displayed in a room without an outline. */
function words({ ready, plan, tool, texts: { seen } }: BaseScene): TemplateResult | typeof nothing {
  const bare = ready && tool === "select" && plan.outline.length < 3;
  return bare ? template`<p class="plan-empty">${seen.noOutline}</p>` : nothing;
}
