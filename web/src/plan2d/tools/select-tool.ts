// Tool for furniture: selects, drags and turns items, and selects with a box.

import type { Point } from "../../model/index.ts";
import { ledBy } from "../../planner/load.ts";
import type { Modifiers } from "../../planner/scene.ts";
import { type Gesture, idOf, type Press, slopPx } from "../input/gesture-recognizer.ts";
import { dragItem, marquee, noGesture, pan, rotate } from "../input/gestures.ts";
import { frameOf, inBox } from "../input/marquee.ts";
import { stackAt } from "../input/stack-at.ts";
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
  /** The item below others that taps have reached: a drag at that point moves it. */
  #reached: string | undefined;

  constructor(
    private readonly context: ToolContext,
    private readonly selectionOverlay: Pick<SelectionOverlay, "box" | "turning">,
  ) {}

  press(press: Press, spot: Point): Gesture | undefined {
    if (press.target.closest("[data-turn]")) return this.#turn(press);
    const top = idOf(press.target, "item");
    if (top === undefined) return press.keys.shift ? this.#box(press) : undefined;
    const below = this.#below(top, spot, press.keys);
    if (!this.context.scene().editable) {
      return pan(this.context, press, (keys) => (below ? this.#reach(below) : this.#click(top, spot, keys)));
    }
    const { selection } = this.context.scene();
    const reached = this.#reached !== undefined && below !== undefined && selection.has(this.#reached);
    const drag = dragItem(this.context, (reached && this.#reached) || top, press);
    return below === undefined ? drag : this.#dragOrTap(drag, press, () => this.#reach(below));
  }

  /**
   * Returns the item that a tap selects instead of the topmost one: the one below the selected one if only
   * that is selected, and undefined for the topmost.
   */
  #below(top: string, spot: Point, { shift, ctrl }: Modifiers): string | undefined {
    const scene = this.context.scene();
    const [selected, ...more] = scene.selection;
    if (shift || ctrl || selected === undefined || more.length > 0) return undefined;
    const stack = stackAt(shownItems(scene), spot);
    const at = stack.indexOf(selected);
    if (stack.length < 2 || at < 0 || !stack.includes(top)) return undefined;
    return stack[(at + 1) % stack.length];
  }

  #reach(id: string): void {
    this.#reached = id;
    this.context.actions.select([id]);
  }

  /** Adds to a drag what its press does if it is a tap. */
  #dragOrTap(drag: Gesture, { at: from }: Press, tap: () => void): Gesture {
    let moved = false;
    return {
      move(at, keys) {
        moved ||= Math.hypot(at[0] - from[0], at[1] - from[1]) >= slopPx;
        drag.move(at, keys);
      },
      end(cancelled, keys) {
        drag.end(cancelled, keys);
        if (!moved && !cancelled) tap();
      },
    };
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
    const frame = frameOf(shownItems(scene, ledBy(scene, scene.selection)));
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
