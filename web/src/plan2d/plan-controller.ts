// Where one works on the plan: the hands, the tools, and what helps and asks.

import type { Box } from "../geometry/index.ts";
import { eventually } from "../planner/eventually.ts";
import type { Changes, EditableRoom } from "../planner/scene.ts";
import { AutoPan } from "./auto-pan.ts";
import { pointing, recordEvents } from "./event-replay.ts";
import { GestureRecognizer } from "./input/gesture-recognizer.ts";
import { Keyboard } from "./input/keyboard.ts";
import { PlanInput } from "./input/plan-input.ts";
import { RovingFocus } from "./input/roving-focus.ts";
import { PeerCursors } from "./peer-cursors.ts";
import type { PlanDraft } from "./plan-renderer.ts";
import type { PlanView, Workbench } from "./plan-view.ts";
import { SelectionOverlay } from "./selection-overlay.ts";
import { ToolbarHost } from "./toolbar-host.ts";
import type { Editing } from "./tools/editing.ts";
import type { ToolContext } from "./tools/tool.ts";
import { ToolRegistry } from "./tools/tool-registry.ts";

export class PlanController implements Workbench {
  readonly #tools: ToolRegistry;
  readonly #helps: SelectionOverlay;
  readonly #overlay: ToolbarHost;
  readonly #reveal: AutoPan;
  readonly #stops: RovingFocus;
  readonly #others: PeerCursors;

  constructor(
    private readonly stage: EditableRoom,
    private readonly plan: PlanView,
  ) {
    const { element, camera, picture } = plan;
    const changed = () => plan.again();
    const context: ToolContext = {
      scene: () => stage.scene(),
      actions: stage.actions,
      mmPerPx: () => camera.mmPerPx,
      changed,
      focusOn: (attribute, value) => plan.focusOn(attribute, value),
    };
    const tools = new ToolRegistry(context, () => this.#loadEditor(context, () => hands.looked()));
    const helps = new SelectionOverlay(stage, picture, tools);
    const reveal = new AutoPan(camera, () => pointers.busy);
    const looked = () => reveal.cease();
    const hands = new PlanInput({ stage, camera, tools, helps, changed, looked });
    const pointers = new GestureRecognizer(picture.element, camera, hands);
    const stops = new RovingFocus(stage, picture);
    new Keyboard(element, { stage, camera, tools, pointers, stops, looked: () => hands.looked() });
    // What had to wait for the hand can go on.
    for (const over of ["pointerup", "pointercancel"]) picture.element.addEventListener(over, changed);
    picture.element.addEventListener("wheel", (e) => hands.wheel(e), { passive: false });
    this.#tools = tools;
    this.#helps = helps;
    this.#reveal = reveal;
    this.#others = new PeerCursors(stage, picture, camera);
    this.#overlay = new ToolbarHost(tools);
    this.#stops = stops;
    element.append(this.#overlay.element, stops.hint);
  }

  get room(): PlanDraft | undefined {
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

  tapToPlace(id: string): void {
    this.#tools.place.arm(id);
  }

  scaleUnderlay(): void {
    void this.#tools.edit().then((editor) => editor.scaleUnderlay());
  }

  settle(): void {
    this.#tools.editor?.settle();
  }

  /** Gets what changes the room; what a pointer does meanwhile is done when it is there. */
  async #loadEditor(context: ToolContext, looked: () => void): Promise<Editing> {
    const { camera, picture } = this.plan;
    const letHappen = recordEvents(picture.element, pointing);
    const { RoomEditor, adopt } = await eventually(() => import("./room-editor.ts"));
    const root = picture.element.getRootNode();
    if (root instanceof ShadowRoot) adopt(root);
    // Not before the registry has it.
    setTimeout(letHappen);
    return new RoomEditor(context, camera, looked);
  }
}
