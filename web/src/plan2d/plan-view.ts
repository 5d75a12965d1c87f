// The plan as the planner holds it: a picture that is drawn once a frame, the hands that
// work on it, and the bar of the tool in hand.

import type { Point } from "../client/index.ts";
import { boxOf } from "../plane/index.ts";
import type { Changes, Stage, Tool, View } from "../planner/scene.ts";
import { Camera } from "./camera.ts";
import { html } from "./dom.ts";
import { Keyboard } from "./hands/keyboard.ts";
import { PlanHands } from "./hands/plan-hands.ts";
import { Pointers } from "./hands/pointers.ts";
import { Overlay } from "./overlay.ts";
import { Picture } from "./picture.ts";
import { Toolbox } from "./tools/toolbox.ts";

/** What the buttons at the foot take of the view, pixels. */
const controlsPx = 48;
/** After a pause, one frame's worth: not a leap over all the time that passed. */
const longestFrameMs = 50;

export class PlanView implements View {
  readonly element = html("div", { class: "plan" });
  readonly #camera: Camera;
  readonly #tools: Toolbox;
  readonly #picture: Picture;
  readonly #overlay: Overlay;
  #changes: Changes = { items: new Set(), plan: true, rest: true, cursors: true };
  #toolsChanged = true;
  #visible = true;
  #frame: number | undefined;
  #drawnAt = 0;
  /** For what the view was last settled. */
  #settled: { ready: boolean; tool: Tool } | undefined;
  /** What gets the focus once it is drawn. */
  #focusNext: string | undefined;

  constructor(private readonly stage: Stage) {
    this.#camera = new Camera(
      this.element,
      () => boxOf(stage.scene().plan.outline),
      () => this.#ask(),
    );
    this.#tools = new Toolbox({
      scene: () => stage.scene(),
      actions: stage.actions,
      mmPerPx: () => this.#camera.mmPerPx,
      changed: () => this.#retool(),
      focusOn: (attribute, value) => this.#focusOn(attribute, value),
    });
    this.#picture = new Picture(stage, this.#camera, this.#tools);
    this.#overlay = new Overlay(this.#tools);
    this.element.append(this.#picture.element, this.#overlay.element);
    this.#listen();
    this.#all();
  }

  update(changes: Changes): void {
    const { items, plan, rest, cursors } = this.#changes;
    this.#changes = {
      items: items.size === 0 ? changes.items : new Set([...items, ...changes.items]),
      plan: plan || changes.plan,
      rest: rest || changes.rest,
      cursors: cursors || changes.cursors,
    };
    this.#ask();
  }

  focus(id: string): void {
    this.#focusOn("data-item", id);
  }

  fit(): void {
    this.#camera.fit();
  }

  zoom(factor: number): void {
    this.#camera.zoom(factor);
  }

  visible(on: boolean): void {
    this.#visible = on;
    if (on) this.#all();
    else if (this.#frame !== undefined) this.#cancelFrame(this.#frame);
  }

  /** The next tap on the floor puts the item there: a way to move it without a drag. */
  armPlace(id: string): void {
    this.#tools.place.arm(id);
  }

  /** Asks for two points of the picture underneath, and for how far they are apart. */
  scaleUnderlay(): void {
    this.#tools.scale.start();
  }

  /** Millimetres to client pixels. */
  toScreen(spot: Point): Point {
    const { left, top } = this.element.getBoundingClientRect();
    const [x, y] = this.#camera.toView(spot);
    return [left + x, top + y];
  }

  dispose(): void {
    this.visible(false);
    this.#tools.room.settle();
    this.#camera.dispose();
    this.element.remove();
  }

  #listen(): void {
    const [stage, camera, tools, picture] = [this.stage, this.#camera, this.#tools, this.#picture];
    const hands = new PlanHands({ stage, camera, tools, picture, changed: () => this.#retool() });
    const pointers = new Pointers(picture.element, camera, hands);
    new Keyboard(this.element, { stage, camera, tools, pointers, looked: () => hands.looked() });
    picture.element.addEventListener("wheel", (e) => hands.wheel(e), { passive: false });
  }

  /** Everything is to be drawn, what is gone included. */
  #all(): void {
    const items = new Set([...this.#picture.items.ids, ...this.stage.scene().items.keys()]);
    this.#toolsChanged = true;
    this.update({ items, plan: true, rest: true, cursors: true });
  }

  #retool(): void {
    this.#toolsChanged = true;
    this.#ask();
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
    const [changes, tools, scene] = [this.#changes, this.#toolsChanged, this.stage.scene()];
    this.#changes = { items: new Set(), plan: false, rest: false, cursors: false };
    this.#toolsChanged = false;
    if (changes.rest) this.#tools.lay();
    this.#overlay.draw(scene, (spot) => this.#camera.toView(spot));
    if (changes.plan || this.#settled?.tool !== scene.tool) this.#settle();
    const more = this.#picture.draw(changes, tools, Math.min(longestFrameMs, now - this.#drawnAt));
    this.#drawnAt = now;
    this.#moveFocus();
    if (more) this.#ask();
  }

  /** All of the room is in sight when it comes, gets another shape or another tool; not while a hand changes it. */
  #settle(): void {
    const { ready, tool } = this.stage.scene();
    const same = ready === this.#settled?.ready && tool === this.#settled.tool;
    this.#settled = { ready, tool };
    if (same && tool !== "select") return;
    this.#camera.insets = { top: this.#overlay.barHeight, bottom: controlsPx };
    this.#camera.settle();
  }

  #focusOn(attribute: string, value: string): void {
    this.#focusNext = `[${attribute}="${CSS.escape(value)}"]`;
    this.#ask();
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
