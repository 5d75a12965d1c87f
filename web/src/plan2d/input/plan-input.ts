// What a press on the plan begins: it depends on the tool in hand and on what is under it.

import type { Point } from "../../model/index.ts";
import type { Modifiers, Stage } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import { shownItems } from "../item-view-model.ts";
import { Notches, wheelFactor } from "../keys.ts";
import type { Helps } from "../selection-overlay.ts";
import type { Toolbox } from "../tools/tool-registry.ts";
import { type Gesture, type Hands, idOf, type Press } from "./gesture-recognizer.ts";
import { box, carry, pan, turn } from "./gestures.ts";
import { frameOf, inBox } from "./marquee.ts";

const wheelDegrees = 5;
/** A box that a finger begins is a little larger than what it covers, pixels. */
const fingerPx = 28;
const noKeys: Modifiers = { shift: false, alt: false, ctrl: false };

export interface HandDesk {
  stage: Stage;
  camera: Camera;
  tools: Toolbox;
  helps: Helps;
  /** Something is to be drawn anew. */
  changed: () => void;
  /** The view was moved by hand. */
  looked: () => void;
}

export class PlanHands implements Hands {
  readonly #notches = new Notches();

  constructor(private readonly desk: HandDesk) {}

  press(press: Press): Gesture {
    const { stage, tools } = this.desk;
    stage.actions.touch();
    // What is done with a tool that is on its way is kept for it.
    if (tools.missing) return this.#nothing();
    if (press.pan) return this.#pan(press, () => {});
    const { tool, editable } = stage.scene();
    const spot = this.desk.camera.toPlan(press.at);
    if (tools.waits) return this.#pan(press, (keys) => tools.tap(spot, keys));
    if (tools.editor && tool === "room" && editable) return tools.editor.press(press, spot);
    return this.#onFurniture(press, spot);
  }

  hold(press: Press): Gesture | undefined {
    const { tools, helps } = this.desk;
    const onFloor = idOf(press.target, "item") === undefined && !press.target.closest("[data-turn]");
    if (tools.waits || this.desk.stage.scene().tool !== "select" || !onFloor) return undefined;
    // Seen at once, so that the finger knows it may draw now.
    const [x, y] = press.at;
    helps.box([
      [x - fingerPx, y - fingerPx],
      [x + fingerPx, y + fingerPx],
    ]);
    return this.#box(press);
  }

  hover(at: Point, keys: Modifiers): void {
    const spot = this.desk.camera.toPlan(at);
    this.desk.stage.actions.point(spot, keys);
    this.desk.tools.hover(spot, keys);
  }

  /** Who moves the view by hand no longer follows somebody else. */
  looked(): void {
    this.desk.looked();
    const { scene, actions } = { scene: this.desk.stage.scene(), actions: this.desk.stage.actions };
    if (scene.following !== undefined) actions.follow(undefined);
  }

  /** Over a selected item the wheel turns it; elsewhere, and with Ctrl, it zooms; with Shift, and by two fingers sideways, it pans. */
  wheel(e: WheelEvent): void {
    e.preventDefault();
    const { stage, camera } = this.desk;
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
    const { stage, camera } = this.desk;
    const { actions } = stage;
    const { editable } = stage.scene();
    const id = idOf(press.target, "item");
    if (press.target.closest("[data-turn]")) return this.#turn(press);
    const click = (keys: Modifiers) => {
      actions.press(id, spot, keys);
      actions.release(false);
    };
    if (id === undefined) return press.keys.shift ? this.#box(press) : this.#pan(press, click);
    return editable ? carry(camera, actions, id, press.at, press.keys) : this.#pan(press, click);
  }

  #pan({ at }: Press, tap: (keys: Modifiers) => void): Gesture {
    return pan(this.desk.camera, at, tap, () => this.looked());
  }

  #box({ at }: Press): Gesture {
    const { camera, helps, stage } = this.desk;
    const done = (to: Point) => {
      const found = inBox(shownItems(stage.scene()), camera.toPlan(at), camera.toPlan(to));
      stage.actions.select(found, "add");
    };
    return box(at, (corners) => helps.box(corners), done);
  }

  #turn({ at }: Press): Gesture {
    const { camera, helps, stage, changed } = this.desk;
    const { selection } = stage.scene();
    const frame = frameOf(shownItems(stage.scene(), selection));
    const [first] = selection;
    if (!frame || first === undefined) return this.#nothing();
    const mark = (on: boolean) => {
      helps.turning = on;
      changed();
    };
    return turn(at, {
      centre: camera.toView(frame.middle),
      rotation: frame.rotation,
      begin: () => {
        // A press makes all of the turn one move; with Alt nothing snaps.
        stage.actions.press(first, camera.toPlan(at), { ...noKeys, alt: true });
        mark(true);
      },
      turn: (degrees) => stage.actions.turn(degrees),
      end: (cancelled) => {
        stage.actions.release(cancelled);
        mark(false);
      },
    });
  }

  #nothing(): Gesture {
    return { move: () => {}, end: () => {} };
  }
}
