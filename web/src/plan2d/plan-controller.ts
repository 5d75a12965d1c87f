// Where one works on the plan: the hands, the tools, and what helps and asks.

import type { Box } from "../geometry/index.ts";
import { eventually } from "../planner/eventually.ts";
import type { Changes, Stage } from "../planner/scene.ts";
import { Reveal } from "./auto-pan.ts";
import { keep, pointing } from "./event-replay.ts";
import { Pointers } from "./input/gesture-recognizer.ts";
import { Keyboard } from "./input/keyboard.ts";
import { PlanHands } from "./input/plan-input.ts";
import { Stops } from "./input/roving-focus.ts";
import { Others } from "./peer-cursors.ts";
import type { Edited } from "./plan-renderer.ts";
import type { PlanView, Workbench } from "./plan-view.ts";
import { Helps } from "./selection-overlay.ts";
import { Overlay } from "./toolbar-host.ts";
import type { Editing } from "./tools/editing.ts";
import type { Desk } from "./tools/tool.ts";
import { Toolbox } from "./tools/tool-registry.ts";

export class Bench implements Workbench {
  readonly #tools: Toolbox;
  readonly #helps: Helps;
  readonly #overlay: Overlay;
  readonly #reveal: Reveal;
  readonly #stops: Stops;
  readonly #others: Others;

  constructor(
    private readonly stage: Stage,
    private readonly plan: PlanView,
  ) {
    const { element, camera, picture } = plan;
    const changed = () => plan.again();
    const desk: Desk = {
      ...{ scene: () => stage.scene(), actions: stage.actions, mmPerPx: () => camera.mmPerPx, changed },
      focusOn: (attribute, value) => plan.focusOn(attribute, value),
    };
    const tools = new Toolbox(desk, () => this.#loadEditor(desk, () => hands.looked()));
    const helps = new Helps(stage, picture, tools);
    const reveal = new Reveal(camera, () => pointers.busy);
    const looked = () => reveal.cease();
    const hands = new PlanHands({ stage, camera, tools, helps, changed, looked });
    const pointers = new Pointers(picture.element, camera, hands);
    const stops = new Stops(stage, picture);
    new Keyboard(element, { stage, camera, tools, pointers, stops, looked: () => hands.looked() });
    // What had to wait for the hand can go on.
    for (const over of ["pointerup", "pointercancel"]) picture.element.addEventListener(over, changed);
    picture.element.addEventListener("wheel", (e) => hands.wheel(e), { passive: false });
    this.#tools = tools;
    this.#helps = helps;
    this.#reveal = reveal;
    this.#others = new Others(stage, picture, camera);
    this.#overlay = new Overlay(tools);
    this.#stops = stops;
    element.append(this.#overlay.element, stops.hint);
  }

  get room(): Edited | undefined {
    return this.#tools.editor?.room;
  }

  get barred(): boolean {
    return this.#overlay.barred;
  }

  get barHeight(): number {
    return this.#overlay.barHeight;
  }

  drawBars({ rest }: Changes): void {
    if (rest) this.#tools.lay();
    this.#stops.settle();
    this.#overlay.draw(this.stage.scene(), (spot) => this.plan.camera.toView(spot));
  }

  drawHelps(changes: Changes, again: boolean, ms: number): boolean {
    this.#helps.draw(changes, again);
    this.#reveal.step(this.stage.scene());
    return this.#others.draw(ms);
  }

  cover(box: Box | undefined): void {
    this.#reveal.cover(box);
    this.plan.again();
  }

  armPlace(id: string): void {
    this.#tools.place.arm(id);
  }

  scaleUnderlay(): void {
    void this.#tools.edit().then((editor) => editor.scaleUnderlay());
  }

  settle(): void {
    this.#tools.editor?.settle();
  }

  /** Gets what changes the room; what a pointer does meanwhile is done when it is there. */
  async #loadEditor(desk: Desk, looked: () => void): Promise<Editing> {
    const { camera, picture } = this.plan;
    const letHappen = keep(picture.element, pointing);
    const { Editor } = await eventually(() => import("./room-editor.ts"));
    // Not before the toolbox has it.
    setTimeout(letHappen);
    return new Editor(desk, camera, looked);
  }
}
