// What a press on the plan begins: it depends on the tool in hand and on what is under it.

import type { Point, ViewPoint } from "../../model/index.ts";
import type { EditableRoom, Modifiers } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import { shownItems } from "../item-view-model.ts";
import type { SelectionOverlay } from "../selection-overlay.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import { WheelAccumulator, wheelFactor } from "../wheel.ts";
import { type Gesture, idOf, type PointerHandler, type Press } from "./gesture-recognizer.ts";
import { dragItem, marquee, pan, rotate } from "./gestures.ts";
import { frameOf, inBox } from "./marquee.ts";

const wheelDegrees = 5;
/** A box that a finger begins is a little larger than what it covers, pixels. */
const fingerPx = 28;
const noKeys: Modifiers = { shift: false, alt: false, ctrl: false };

export interface PlanInputContext {
  stage: EditableRoom;
  camera: Camera;
  tools: ToolRegistry;
  helps: SelectionOverlay;
  /** Something is to be drawn anew. */
  changed: () => void;
  /** The view was moved by hand. */
  looked: () => void;
}

export class PlanInput implements PointerHandler {
  readonly #notches = new WheelAccumulator();

  constructor(private readonly context: PlanInputContext) {}

  press(press: Press): Gesture {
    const { stage, tools } = this.context;
    stage.actions.touch();
    // What is done with a tool that is on its way is kept for it.
    if (tools.missing) return this.#nothing();
    if (press.pan) return this.#pan(press, () => {});
    const { tool, editable } = stage.scene();
    const spot = this.context.camera.toPlan(press.at);
    if (tools.waits) return this.#pan(press, (keys) => tools.tap(spot, keys));
    if (tools.editor && tool === "room" && editable) return tools.editor.press(press, spot);
    return this.#onFurniture(press, spot);
  }

  hold(press: Press): Gesture | undefined {
    const { tools, helps } = this.context;
    const onFloor = idOf(press.target, "item") === undefined && !press.target.closest("[data-turn]");
    if (tools.waits || this.context.stage.scene().tool !== "select" || !onFloor) return undefined;
    // Seen at once, so that the finger knows it may draw now.
    const [x, y] = press.at;
    helps.box([
      [x - fingerPx, y - fingerPx],
      [x + fingerPx, y + fingerPx],
    ]);
    return this.#box(press);
  }

  hover(at: ViewPoint, keys: Modifiers): void {
    const spot = this.context.camera.toPlan(at);
    this.context.stage.actions.pointerMove(spot, keys);
    this.context.tools.hover(spot, keys);
  }

  /** Who moves the view by hand no longer follows somebody else. */
  looked(): void {
    this.context.looked();
    const { scene, actions } = { scene: this.context.stage.scene(), actions: this.context.stage.actions };
    if (scene.followedPeer !== undefined) actions.follow(undefined);
  }

  /** Over a selected item the wheel turns it; elsewhere, and with Ctrl, it zooms; with Shift, and by two fingers sideways, it pans. */
  wheel(e: WheelEvent): void {
    e.preventDefault();
    const { stage, camera } = this.context;
    const id = e.target instanceof Element ? idOf(e.target, "item") : undefined;
    const { selection, editable } = stage.scene();
    if (!e.ctrlKey && editable && id !== undefined && selection.has(id)) {
      const step = this.#notches.take(e.deltaY, e.deltaMode);
      if (step !== 0) stage.actions.turn(step * wheelDegrees);
      return;
    }
    this.looked();
    // Browsers give a wheel with Shift as one sideways, or leave it to us.
    const sideways = e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY);
    if (sideways && !e.ctrlKey) camera.pan([-(e.deltaX || e.deltaY), 0]);
    else camera.zoom(wheelFactor(e.deltaY, e.deltaMode, e.ctrlKey), camera.within(e));
  }

  #onFurniture(press: Press, spot: Point): Gesture {
    const { stage, camera } = this.context;
    const { actions } = stage;
    const { editable } = stage.scene();
    const id = idOf(press.target, "item");
    if (press.target.closest("[data-turn]")) return this.#turn(press);
    const click = (keys: Modifiers) => {
      actions.pointerDown(id, spot, keys);
      actions.pointerUp(false);
    };
    if (id === undefined) return press.keys.shift ? this.#box(press) : this.#pan(press, click);
    return editable ? dragItem(camera, actions, id, press.at, press.keys) : this.#pan(press, click);
  }

  #pan({ at }: Press, tap: (keys: Modifiers) => void): Gesture {
    return pan(this.context.camera, at, tap, () => this.looked());
  }

  #box({ at }: Press): Gesture {
    const { camera, helps, stage } = this.context;
    const done = (to: ViewPoint) => {
      const found = inBox(shownItems(stage.scene()), camera.toPlan(at), camera.toPlan(to));
      stage.actions.select(found, "add");
    };
    return marquee(at, (corners) => helps.box(corners), done);
  }

  #turn({ at }: Press): Gesture {
    const { camera, helps, stage, changed } = this.context;
    const { selection } = stage.scene();
    const frame = frameOf(shownItems(stage.scene(), selection));
    const [first] = selection;
    if (!frame || first === undefined) return this.#nothing();
    const mark = (on: boolean) => {
      helps.turning = on;
      changed();
    };
    return rotate(at, {
      centre: camera.toView(frame.middle),
      rotation: frame.rotation,
      begin: () => {
        // A press makes all of the turn one move; with Alt nothing snaps.
        stage.actions.pointerDown(first, camera.toPlan(at), { ...noKeys, alt: true });
        mark(true);
      },
      turn: (degrees) => stage.actions.turn(degrees),
      end: (cancelled) => {
        stage.actions.pointerUp(cancelled);
        mark(false);
      },
    });
  }

  #nothing(): Gesture {
    return { move: () => {}, end: () => {} };
  }
}
