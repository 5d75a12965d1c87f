// Tool for furniture: selects, drags and turns items, and selects with a box.

import type { Point } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import { type Gesture, idOf, type Press } from "../input/gesture-recognizer.ts";
import { dragItem, marquee, noGesture, pan, rotate } from "../input/gestures.ts";
import { frameOf, inBox } from "../input/marquee.ts";
import { shownItems } from "../item-view-model.ts";
import type { SelectionOverlay } from "../selection-overlay.ts";
import type { Tool, ToolContext } from "./tool.ts";

/** Half the size of the box that a long press shows first, a little larger than the fingertip; pixels. */
const fingerPx = 28;
/** Modifiers with which nothing snaps. */
const freely: Modifiers = { shift: false, alt: true, ctrl: false };

export class SelectTool implements Tool {
  readonly id = "select";
  readonly furniture = true;

  constructor(
    private readonly context: ToolContext,
    private readonly selectionOverlay: Pick<SelectionOverlay, "box" | "turning">,
  ) {}

  press(press: Press, spot: Point): Gesture | undefined {
    if (press.target.closest("[data-turn]")) return this.#turn(press);
    const id = idOf(press.target, "item");
    if (id === undefined) return press.keys.shift ? this.#box(press) : undefined;
    if (this.context.scene().editable) return dragItem(this.context, id, press);
    return pan(this.context, press, (keys) => this.#click(id, spot, keys));
  }

  hold(press: Press): Gesture | undefined {
    if (press.target.closest("[data-item], [data-turn]")) return undefined;
    // Displayed at once, so that the user sees that a box can be drawn now.
    const [x, y] = press.at;
    this.selectionOverlay.box([
      [x - fingerPx, y - fingerPx],
      [x + fingerPx, y + fingerPx],
    ]);
    return this.#box(press);
  }

  tap(at: Point, keys: Modifiers): void {
    this.#click(undefined, at, keys);
  }

  #click(id: string | undefined, at: Point, keys: Modifiers): void {
    const { actions } = this.context;
    actions.pointerDown(id, at, keys);
    actions.pointerUp(false);
  }

  #box({ at }: Press): Gesture {
    const { camera, scene, actions } = this.context;
    return marquee(
      at,
      (corners) => this.selectionOverlay.box(corners),
      (to) => actions.select(inBox(shownItems(scene()), camera.toPlan(at), camera.toPlan(to)), "add"),
    );
  }

  #turn({ at }: Press): Gesture {
    const { camera, actions } = this.context;
    const scene = this.context.scene();
    const frame = frameOf(shownItems(scene, scene.selection));
    const [first] = scene.selection;
    if (!frame || first === undefined) return noGesture;
    const mark = (on: boolean) => {
      this.selectionOverlay.turning = on;
      this.context.changed();
    };
    return rotate(at, {
      centre: camera.toView(frame.middle),
      rotation: frame.rotation,
      begin: () => {
        // A press combines all steps of the turn into one move.
        actions.pointerDown(first, camera.toPlan(at), freely);
        mark(true);
      },
      turn: (degrees) => actions.turn(degrees),
      end: (cancelled) => {
        actions.pointerUp(cancelled);
        mark(false);
      },
    });
  }
}
