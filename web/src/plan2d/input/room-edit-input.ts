// Hands on the room itself: what a press or a key does to its walls, doors and windows.

import type { Point } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import { partOf } from "../floorplan/elements.ts";
import type { Command } from "../keys.ts";
import type { Editor } from "../room-editor.ts";
import type { Desk } from "../tools/tool.ts";
import { type Gesture, idOf, type Press } from "./gesture-recognizer.ts";
import { pan, pull } from "./gestures.ts";
import type { Focused } from "./keyboard.ts";

export interface RoomDesk {
  desk: Desk;
  editor: Editor;
  camera: Camera;
  /** The view was moved by hand. */
  looked: () => void;
}

export class RoomHands {
  constructor(private readonly at: RoomDesk) {}

  press(press: Press, spot: Point): Gesture {
    const { camera, desk, editor } = this.at;
    const { tool, measure } = editor;
    const { target, at } = press;
    const edge = idOf(target, "measure");
    if (edge !== undefined) return this.#pan(press, () => measure.open(Number(edge)));
    if (target.closest("[data-underlay]")) return this.#pullUnderlay(press, spot);
    const wall = idOf(target, "insert");
    if (wall !== undefined) return pull(camera, desk.actions, at, tool.dragNewCorner(Number(wall), spot));
    const key = idOf(target, "part");
    const part = key === undefined ? undefined : partOf(tool.plan, key);
    if (part) return pull(camera, desk.actions, at, tool.drag(part, spot));
    return this.#pan(press, (keys) => editor.tap(spot, keys));
  }

  key(command: Command, { part: key, measure, underlay }: Focused): boolean {
    const { desk, editor } = this.at;
    const { tool } = editor;
    if (desk.scene().tool === "outline") return this.#onOutline(command);
    if (measure !== undefined && (command.do === "choose" || command.do === "toggle")) {
      editor.measure.open(Number(measure));
      return true;
    }
    if (underlay && command.do === "step") return this.#stepUnderlay(command.by);
    const part = key === undefined ? undefined : partOf(tool.plan, key);
    if (!part) return command.do === "toggle";
    switch (command.do) {
      case "step":
        tool.nudge(part, command.by);
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

  #pullUnderlay({ at }: Press, from: Point): Gesture {
    const { camera, desk } = this.at;
    const { underlay } = desk.scene();
    const to = ([x, y]: Point) => {
      if (!underlay) return;
      desk.actions.setUnderlay({ ...underlay, x: underlay.x + x - from[0], y: underlay.y + y - from[1] });
    };
    return pull(camera, desk.actions, at, { to, end: (cancelled) => (cancelled ? to(from) : undefined) });
  }

  #stepUnderlay([dx, dy]: Point): boolean {
    const { desk } = this.at;
    const { underlay } = desk.scene();
    if (underlay) desk.actions.setUnderlay({ ...underlay, x: underlay.x + dx, y: underlay.y + dy });
    return underlay !== undefined;
  }

  #onOutline(command: Command): boolean {
    const { outline } = this.at.editor;
    if (command.do === "choose") outline.close();
    else if (command.do === "remove") outline.takeBack();
    else return command.do === "toggle";
    return true;
  }
}
