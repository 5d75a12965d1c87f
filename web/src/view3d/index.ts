// The 3D view's door. It is a chunk of its own: nobody loads three.js who doesn't ask for 3D.

import type { EditableRoom } from "../planner/scene.ts";
import pad from "./first-person/pad.css?inline";
import list from "./input/list.css?inline";
import labels from "./overlays/labels.css?inline";
import { RoomView } from "./room-view.ts";
import type { View3d } from "./types.ts";
import view from "./view3d.css?inline";

export const sheets: readonly string[] = [view, labels, list, pad];

export type { View3d } from "./types.ts";

/** Throws an Error named NoWebGL where WebGL 2 can't be had. */
export function createView3d(stage: EditableRoom): View3d {
  return new RoomView(stage);
}
