// Hands on the room itself: what a press or a key does to its walls, doors and windows.

import type { Point } from "../../model/index.ts";
import { type Binding, type Pressed, stepOf } from "../../planner/action-table.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import { elementOf } from "../floorplan/elements.ts";
import type { MeasureTool } from "../tools/measure-tool.ts";
import type { OutlineTool } from "../tools/outline-tool.ts";
import type { RoomTool } from "../tools/room-tool.ts";
import type { ToolContext } from "../tools/tool.ts";
import type { Focused } from "./focused.ts";
import { type Gesture, idOf, type Press } from "./gesture-recognizer.ts";
import { dragHandle, pan } from "./gestures.ts";

/** The tools that a press or a key on the room reaches. */
interface RoomTools {
  readonly tool: RoomTool;
  readonly outline: OutlineTool;
  readonly measure: MeasureTool;
  tap(at: Point, keys: Modifiers): void;
}

export interface RoomEditContext {
  context: ToolContext;
  editor: RoomTools;
  camera: Camera;
  /** The view was moved by hand. */
  looked: () => void;
}

/** Arrows are as they are seen. */
const onPlan = { toPlan: (arrow: Point) => arrow };

export class RoomEditInput {
  constructor(private readonly at: RoomEditContext) {}

  press(press: Press, spot: Point): Gesture {
    const { camera, context, editor } = this.at;
    const { tool, measure } = editor;
    const { target, at } = press;
    const edge = idOf(target, "measure");
    if (edge !== undefined) return this.#pan(press, () => measure.open(Number(edge)));
    if (target.closest("[data-underlay]")) return this.#pullReferenceImage(press, spot);
    const wall = idOf(target, "insert");
    if (wall !== undefined)
      return dragHandle(camera, context.actions, at, tool.dragNewCorner(Number(wall), spot));
    const key = idOf(target, "part");
    const part = key === undefined ? undefined : elementOf(tool.plan, key);
    if (part) return dragHandle(camera, context.actions, at, tool.drag(part, spot));
    return this.#pan(press, (keys) => editor.tap(spot, keys));
  }

  key({ name }: Binding, pressed: Pressed, { part: key, measure, referenceImage }: Focused): boolean {
    const { context, editor } = this.at;
    const { tool } = editor;
    if (context.scene().tool === "outline") return this.#onOutline(name);
    if (measure !== undefined && (name === "choose" || name === "toggle")) {
      editor.measure.open(Number(measure));
      return true;
    }
    const step = stepOf(pressed, onPlan);
    if (referenceImage && name === "nudge") return this.#stepReferenceImage(step);
    const part = key === undefined ? undefined : elementOf(tool.plan, key);
    if (!part) return name === "toggle";
    switch (name) {
      case "nudge":
        tool.nudge(part, step);
        return true;
      case "remove":
        tool.remove(part);
        return true;
      case "choose":
      case "toggle":
        tool.select(part);
        return true;
      default:
        return false;
    }
  }

  #pan({ at }: Press, tap: (keys: Modifiers) => void): Gesture {
    return pan(this.at.camera, at, tap, () => this.at.looked());
  }

  #pullReferenceImage({ at }: Press, from: Point): Gesture {
    const { camera, context } = this.at;
    const { referenceImage } = context.scene();
    const to = ([x, y]: Point) => {
      if (!referenceImage) return;
      context.actions.setReferenceImage({
        ...referenceImage,
        x: referenceImage.x + x - from[0],
        y: referenceImage.y + y - from[1],
      });
    };
    return dragHandle(camera, context.actions, at, {
      to,
      end: (cancelled) => (cancelled ? to(from) : undefined),
    });
  }

  #stepReferenceImage([dx, dy]: Point): boolean {
    const { context } = this.at;
    const { referenceImage } = context.scene();
    if (referenceImage)
      context.actions.setReferenceImage({
        ...referenceImage,
        x: referenceImage.x + dx,
        y: referenceImage.y + dy,
      });
    return referenceImage !== undefined;
  }

  #onOutline(name: string): boolean {
    const { outline } = this.at.editor;
    if (name === "choose") outline.close();
    else if (name === "remove") outline.takeBack();
    else return name === "toggle";
    return true;
  }
}
