// Passes the user's gestures on the plan to the tools; panning and zooming work with each of them.

import type { ViewPoint } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { ToolContext } from "../tools/tool.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import { WheelAccumulator, wheelFactor } from "../wheel.ts";
import { type Gesture, idOf, type PointerHandler, type Press } from "./gesture-recognizer.ts";
import { noGesture, pan } from "./gestures.ts";

const wheelDegrees = 5;

export class PlanInput implements PointerHandler {
  readonly #notches = new WheelAccumulator();

  constructor(
    private readonly context: ToolContext,
    private readonly tools: ToolRegistry,
  ) {}

  press(press: Press): Gesture {
    const { context, tools } = this;
    context.actions.touch();
    // Events for a tool that is still loading are recorded, and replayed when it is there.
    if (tools.missing) return noGesture;
    if (press.pan) return pan(context, press, () => {});
    const spot = context.camera.toPlan(press.at);
    return tools.press(press, spot) ?? pan(context, press, (keys) => tools.tap(spot, keys));
  }

  hold(press: Press): Gesture | undefined {
    return this.tools.hold(press);
  }

  hover(at: ViewPoint, keys: Modifiers): void {
    const spot = this.context.camera.toPlan(at);
    this.context.actions.pointerMove(spot, keys);
    this.tools.hover(spot, keys);
  }

  /**
   * Turns the selection if the wheel is over a selected item; elsewhere pans sideways with Shift or a
   * sideways scroll, and zooms otherwise. With Ctrl it always zooms.
   */
  wheel(e: WheelEvent): void {
    e.preventDefault();
    const { scene, actions, camera } = this.context;
    const id = e.target instanceof Element ? idOf(e.target, "item") : undefined;
    const { selection, editable } = scene();
    if (!e.ctrlKey && editable && id !== undefined && selection.has(id)) {
      const step = this.#notches.take(e.deltaY, e.deltaMode);
      if (step !== 0) actions.turn(step * wheelDegrees);
      return;
    }
    // Some browsers report a wheel with Shift as deltaX, others as deltaY.
    const sideways = e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY);
    if (sideways && !e.ctrlKey) camera.pan([-(e.deltaX || e.deltaY), 0]);
    else camera.zoom(wheelFactor(e.deltaY, e.deltaMode, e.ctrlKey), camera.within(e));
  }
}
