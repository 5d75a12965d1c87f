// Wires up the plan's input, tools and overlays.

import type { Box } from "../geometry/index.ts";
import { loadPageTexts, nearest } from "../i18n/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { AutoPan } from "./auto-pan.ts";
import { pointing, recordEvents } from "./event-replay.ts";
import { GestureRecognizer } from "./input/gesture-recognizer.ts";
import { Keyboard } from "./input/keyboard.ts";
import { PlanInput } from "./input/plan-input.ts";
import { RovingFocus } from "./input/roving-focus.ts";
import type { CursorLayer } from "./layers/cursors.ts";
import { drawMeasures } from "./layers/measures.ts";
import type { DrawFinishes, PlanDraft } from "./plan-renderer.ts";
import type { PlanView, Workbench } from "./plan-view.ts";
import type { RoomBeside } from "./room-beside.ts";
import type { RoomEditor } from "./room-editor.ts";
import { SelectionOverlay } from "./selection-overlay.ts";
import { ToolbarHost } from "./toolbar-host.ts";
import { PlaceTool } from "./tools/place-tool.ts";
import { SelectTool } from "./tools/select-tool.ts";
import type { Tool, ToolContext } from "./tools/tool.ts";
import { ToolRegistry } from "./tools/tool-registry.ts";

export class PlanController implements Workbench {
  /** Draws the room's surfaces, where the shop has any, once the code for them has loaded. */
  readonly drawFinishes: DrawFinishes = (plan, catalog) => {
    if (catalog.finishes.length === 0) return undefined;
    this.#finishesComing ??= this.#loadFinishes();
    return this.#finishes?.(plan, catalog);
  };
  #finishes: DrawFinishes | undefined;
  #finishesComing: Promise<void> | undefined;
  readonly #tools: ToolRegistry;
  readonly #selectionOverlay: SelectionOverlay;
  readonly #toolbarHost: ToolbarHost;
  readonly #autoPan: AutoPan;
  /** Keeps the room beside a panel, once its code has loaded. */
  #roomBeside: RoomBeside | undefined;
  readonly #loadRoomBeside: () => Promise<RoomBeside>;
  readonly #rovingFocus: RovingFocus;
  /** Draws the cursors of others, once one has one, and the code has loaded. */
  #cursors: CursorLayer | undefined;
  #cursorsComing: Promise<void> | undefined;
  readonly #place: PlaceTool;
  /** Loads the tools that edit the room; resolves to undefined if that fails. */
  readonly #edit: () => Promise<RoomEditor | undefined>;
  #editor: RoomEditor | undefined;
  /** Reports whether a pointer is pressed on the plan. */
  readonly #busy: () => boolean;
  #barBottom = 0;
  #coming: Promise<RoomEditor | undefined> | undefined;

  constructor(
    private readonly stage: EditableRoom,
    private readonly plan: PlanView,
    private readonly dress: (sheets: readonly string[]) => void,
  ) {
    const { element, camera, renderer } = plan;
    const changed = () => plan.again();
    const context: ToolContext = {
      scene: () => stage.scene(),
      actions: stage.actions,
      camera,
      changed,
      focusOn: (attribute, value) => plan.focusOn(attribute, value),
    };
    // A user who moves the view no longer follows another user.
    camera.chosen = () => {
      this.#autoPan.cease();
      stage.actions.follow(undefined);
    };
    renderer.showMeasures(drawMeasures);
    this.#selectionOverlay = new SelectionOverlay(stage, renderer, camera);
    this.#place = new PlaceTool(context);
    const select = new SelectTool(context, this.#selectionOverlay);
    this.#edit = () => {
      this.#coming ??= this.#loadEditor(context, select);
      return this.#coming;
    };
    this.#tools = new ToolRegistry(context.scene, [this.#place, select], this.#edit);
    const input = new PlanInput(context, this.#tools);
    const gestures = new GestureRecognizer(renderer.element, camera, input);
    const busy = () => gestures.busy;
    this.#busy = busy;
    this.#autoPan = new AutoPan(camera, busy);
    this.#loadRoomBeside = async () => {
      const code = await loadModule("room-beside", () => import("./room-beside.ts"));
      this.#roomBeside ??= new code.RoomBeside(camera, busy);
      return this.#roomBeside;
    };
    this.#rovingFocus = new RovingFocus(stage, renderer);
    new Keyboard(element, context, this.#tools, gestures, this.#rovingFocus);
    // What was postponed while a pointer was pressed can continue.
    for (const over of ["pointerup", "pointercancel"]) renderer.element.addEventListener(over, changed);
    renderer.element.addEventListener("wheel", (e) => input.wheel(e), { passive: false });
    this.#toolbarHost = new ToolbarHost(this.#tools);
    element.append(this.#toolbarHost.element, this.#rovingFocus.hint);
  }

  get room(): PlanDraft | undefined {
    return this.#editor?.room.shown;
  }

  get barBottom(): number {
    if (!this.#busy()) this.#barBottom = this.#toolbarHost.barBottom;
    return this.#barBottom;
  }

  drawBars(): void {
    this.#tools.lay();
    this.#rovingFocus.settle(this.#tools.furniture);
    this.#toolbarHost.draw(this.stage.scene(), (spot) => this.plan.camera.toView(spot));
  }

  drawHelps(again: boolean): boolean {
    this.#selectionOverlay.draw(this.#tools, again);
    const scene = this.stage.scene();
    if (this.#roomBeside?.step(scene)) this.#autoPan.cease();
    else this.#autoPan.step(scene);
    const cursors = this.stage.cursors();
    if (cursors.length > 0) this.#cursorsComing ??= this.#loadCursors();
    return this.#cursors?.draw(cursors, scene.peers) ?? false;
  }

  cover(box: Box | undefined): void {
    this.#autoPan.cover(box);
    // Where it can't be loaded, the panel lies over the room.
    void this.#loadRoomBeside().then(
      (beside) => {
        beside.cover(box);
        this.plan.again();
      },
      () => {},
    );
    this.#selectionOverlay.cover = box;
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

  async #loadFinishes(): Promise<void> {
    const code = await loadModule("finishes", () => import("./layers/finishes.ts")).catch(() => undefined);
    if (!code) return;
    this.dress(code.sheets);
    this.#finishes = code.drawFinishes;
    this.plan.again();
  }

  async #loadCursors(): Promise<void> {
    const code = await loadModule("cursors", () => import("./layers/cursors.ts")).catch(() => undefined);
    if (!code) return;
    this.dress(code.sheets);
    this.#cursors = new code.CursorLayer();
    this.plan.renderer.overlays.over.after(this.#cursors.element);
    this.plan.again();
  }

  /**
   * Loads the editor; pointer events meanwhile are recorded and replayed afterwards. If loading fails,
   * selects the tool `select`, so that furniture can still be moved.
   */
  async #loadEditor(context: ToolContext, furniture: Tool): Promise<RoomEditor | undefined> {
    const recording = recordEvents(this.plan.renderer.element, pointing);
    const { lang } = context.scene();
    const loaded = await Promise.all([
      loadModule("editor", () => import("./room-editor.ts")),
      loadModule("texts", () => loadPageTexts(nearest(lang))),
    ]).catch(() => undefined);
    if (!loaded) {
      recording.discard();
      this.#coming = undefined;
      context.actions.setTool("select");
      return undefined;
    }
    const [code] = loaded;
    this.dress(code.sheets);
    const editor = new code.RoomEditor(context, furniture);
    this.#editor = editor;
    this.#tools.add(editor.tools);
    this.plan.again();
    // Deferred, so that a prompt that was requested meanwhile opens first.
    setTimeout(recording.replay);
    return editor;
  }
}
