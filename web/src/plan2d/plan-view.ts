// The plan as the planner holds it: a picture that is drawn once a frame. What works on it
// comes later; until then, what is done on the plan is kept.

import { nothing, render, type TemplateResult, html as template } from "lit-html";
import { type Box, bounds } from "../geometry/index.ts";
import type { ClientPoint, Plan, Point } from "../model/index.ts";
import type { BaseScene, SceneSource, Tool, View } from "../planner/scene.ts";
import { html } from "../symbols/dom.ts";
import { Camera } from "./camera.ts";
import { type EventRecording, pointing, recordEvents, typing } from "./event-replay.ts";
import { type PlanDraft, PlanRenderer } from "./plan-renderer.ts";

/** What works on the plan. */
export interface Workbench {
  /** The room as the hands would have it, while it is edited. */
  readonly room: PlanDraft | undefined;
  /** True while a bar lies over the plan. */
  readonly barred: boolean;
  /** How far down the bar reaches into the view, pixels; 0 without one. */
  readonly barBottom: number;
  /** Draws the bar of the tool in hand, and what it asks. */
  drawBars(): void;
  /**
   * Draws what helps the hand, and where the others point; `again` when something is being drawn or
   * edited. True while there is more to animate.
   */
  drawHelps(again: boolean, ms: number): boolean;
  /** A panel lies over this part of the plan, pixels; undefined when none does. */
  cover(box: Box | undefined): void;
  /** The next tap on the floor puts the item there: a way to move it without a drag. */
  tapToPlace(id: string): void;
  /** Asks for two points of the picture underneath, and for how far they are apart. */
  scaleUnderlay(): void;
  /** Stores what was just changed by keys. */
  settle(): void;
}

/** After a pause, one frame's worth: not a leap over all the time that passed. */
const longestFrameMs = 50;

export class PlanView implements View {
  readonly element = html("div", { class: "plan" });
  readonly camera: Camera;
  readonly renderer: PlanRenderer;
  readonly #words = html("div", { class: "plan-words" });
  /** Resolves when something is done on the plan, and there is nothing yet to do it. */
  readonly wanted: Promise<void>;
  readonly #recording: EventRecording;
  #bench: Workbench | undefined;
  #again = true;
  /** The scale at which it was drawn last, which decides the labels that are shown. */
  #mmPerPx = 0;
  #visible = true;
  #frame: number | undefined;
  #drawnAt = 0;
  /** For what the view was last settled. */
  #settled: { plan: Plan; ready: boolean; tool: Tool; barred: boolean } | undefined;
  /** What gets the focus once it is drawn. */
  #focusNext: string | undefined;

  constructor(private readonly source: SceneSource) {
    this.camera = new Camera(
      this.element,
      () => bounds(source.scene().plan.outline),
      () => this.#ask(),
    );
    this.renderer = new PlanRenderer(source, this.camera);
    this.element.append(this.renderer.element, this.#words);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.wanted = promise;
    this.#recording = recordEvents(this.renderer.element, [...pointing, ...typing], resolve);
    this.again();
  }

  /** Something works on the plan from now on; it begins with what was kept. */
  equip(bench: Workbench): void {
    this.#bench = bench;
    this.#recording.replay();
    this.again();
  }

  /** The code that works on the plan could not be loaded: its events must not be replayed minutes later. */
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

  /** Millimetres to client pixels. */
  toClient(spot: Point): ClientPoint {
    return this.camera.toClient(this.camera.toView(spot));
  }

  /** Something that is being drawn or edited is another. */
  again(): void {
    this.#again = true;
    this.#ask();
  }

  /** Puts the keyboard's focus on what carries an attribute of this value, after it is drawn. */
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

  /** Asks for a frame: once, however often it is called. */
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
    const gliding = this.renderer.draw(bench?.room, again, ms);
    const moving = bench?.drawHelps(again, ms);
    this.#drawnAt = now;
    this.#moveFocus();
    if (gliding || moving) this.#ask();
  }

  /** All of the room is in sight when it comes, gets another shape or another tool; not while a hand changes it. */
  #settle({ plan, ready, tool, items, editable }: BaseScene): void {
    const barred = this.#barred;
    const before = this.#settled;
    const same = ready === before?.ready && tool === before.tool && barred === before.barred;
    if (same && plan === before.plan) return;
    this.#settled = { plan, ready, tool, barred };
    if (same && tool !== "select") return;
    const style = getComputedStyle(this.element);
    /** Pixels that buttons take at an edge. */
    const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const top = this.#bench?.barBottom || px("--inset-top");
    const empty = editable && items.size === 0;
    this.camera.insets = { top, right: 0, bottom: px(empty ? "--inset-empty" : "--inset-bottom") };
    this.camera.settle();
  }

  /** A tool's bar comes later than the tool, over the network. */
  get #barred(): boolean {
    return this.source.scene().tool !== "select" && this.#bench?.barred === true;
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

/** A word where there is nothing to see. */
function words({ ready, plan, tool, texts: { seen } }: BaseScene): TemplateResult | typeof nothing {
  const bare = ready && tool === "select" && plan.outline.length < 3;
  return bare ? template`<p class="plan-empty">${seen.noOutline}</p>` : nothing;
}
