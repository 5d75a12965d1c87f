// Where one works on the plan: the hands, the tools, and what helps and asks.

import type { Box } from "../geometry/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { AutoPan } from "./auto-pan.ts";
import { pointing, recordEvents } from "./event-replay.ts";
import { GestureRecognizer } from "./input/gesture-recognizer.ts";
import { Keyboard } from "./input/keyboard.ts";
import { PlanInput } from "./input/plan-input.ts";
import { RovingFocus } from "./input/roving-focus.ts";
import { PeerCursors } from "./peer-cursors.ts";
import type { PlanDraft } from "./plan-renderer.ts";
import type { PlanView, Workbench } from "./plan-view.ts";
import type { RoomEditor } from "./room-editor.ts";
import { SelectionOverlay } from "./selection-overlay.ts";
import { ToolbarHost } from "./toolbar-host.ts";
import { PlaceTool } from "./tools/place-tool.ts";
import { SelectTool } from "./tools/select-tool.ts";
import type { Tool, ToolContext } from "./tools/tool.ts";
import { ToolRegistry } from "./tools/tool-registry.ts";

export class PlanController implements Workbench {
  readonly #tools: ToolRegistry;
  readonly #helps: SelectionOverlay;
  readonly #overlay: ToolbarHost;
  readonly #reveal: AutoPan;
  readonly #stops: RovingFocus;
  readonly #others: PeerCursors;
  readonly #place: PlaceTool;
  /** Gets the tools that change the room. */
  readonly #edit: () => Promise<RoomEditor | undefined>;
  #editor: RoomEditor | undefined;
  #coming: Promise<RoomEditor | undefined> | undefined;

  constructor(
    private readonly stage: EditableRoom,
    private readonly plan: PlanView,
    private readonly dress: (sheets: readonly string[]) => void,
  ) {
    const { element, camera, picture } = plan;
    const changed = () => plan.again();
    const context: ToolContext = {
      scene: () => stage.scene(),
      actions: stage.actions,
      camera,
      changed,
      focusOn: (attribute, value) => plan.focusOn(attribute, value),
      looked: () => {
        // Who moves the view by hand no longer follows somebody else.
        this.#reveal.cease();
        if (stage.scene().followedPeer !== undefined) stage.actions.follow(undefined);
      },
    };
    this.#helps = new SelectionOverlay(stage, picture, camera);
    this.#place = new PlaceTool(context);
    const select = new SelectTool(context, this.#helps);
    this.#edit = () => {
      this.#coming ??= this.#loadEditor(context, select);
      return this.#coming;
    };
    this.#tools = new ToolRegistry(context.scene, [this.#place, select], this.#edit);
    const hands = new PlanInput(context, this.#tools);
    const pointers = new GestureRecognizer(picture.element, context, hands);
    this.#reveal = new AutoPan(camera, () => pointers.busy);
    this.#stops = new RovingFocus(stage, picture);
    new Keyboard(element, context, this.#tools, pointers, this.#stops);
    // What had to wait for the hand can go on.
    for (const over of ["pointerup", "pointercancel"]) picture.element.addEventListener(over, changed);
    picture.element.addEventListener("wheel", (e) => hands.wheel(e), { passive: false });
    this.#others = new PeerCursors(stage, picture, camera);
    this.#overlay = new ToolbarHost(this.#tools);
    element.append(this.#overlay.element, this.#stops.hint);
  }

  get room(): PlanDraft | undefined {
    return this.#editor?.room.shown;
  }

  get barred(): boolean {
    return this.#overlay.barred;
  }

  get barBottom(): number {
    return this.#overlay.barBottom;
  }

  drawBars(): void {
    this.#tools.lay();
    this.#stops.settle(this.#tools.furniture);
    this.#overlay.draw(this.stage.scene(), (spot) => this.plan.camera.toView(spot));
  }

  drawHelps(again: boolean, ms: number): boolean {
    this.#helps.draw(this.#tools, again);
    this.#reveal.step(this.stage.scene());
    return this.#others.draw(ms);
  }

  cover(box: Box | undefined): void {
    this.#reveal.cover(box);
    this.#helps.cover = box;
    this.plan.again();
  }

  tapToPlace(id: string): void {
    this.#place.arm(id);
  }

  scaleUnderlay(): void {
    void this.#edit().then((editor) => editor?.scale.start());
  }

  settle(): void {
    this.#tools.settle();
  }

  /** What a pointer does meanwhile is done when the tools are there. Without them, furniture can still be moved. */
  async #loadEditor(context: ToolContext, furniture: Tool): Promise<RoomEditor | undefined> {
    const recording = recordEvents(this.plan.picture.element, pointing);
    const code = await loadModule("editor", () => import("./room-editor.ts")).catch(() => undefined);
    if (!code) {
      recording.discard();
      this.#coming = undefined;
      context.actions.setTool("select");
      return undefined;
    }
    this.dress(code.sheets);
    const editor = new code.RoomEditor(context, furniture);
    this.#editor = editor;
    this.#tools.add(editor.tools);
    this.plan.again();
    // Not before a question is there that was asked for.
    setTimeout(recording.replay);
    return editor;
  }
}
