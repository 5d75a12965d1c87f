// The 3D view's door. It is a chunk of its own: nobody loads three.js who doesn't ask for 3D.

import type { EditableRoom } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import { RoomView } from "./room-view.ts";
import type { View3d } from "./types.ts";
import css from "./view3d.css?inline";

export type { View3d } from "./types.ts";

/** Throws an Error named NoWebGL where WebGL 2 can't be had. */
export function createView3d(stage: EditableRoom): View3d {
  return new RoomView(stage);
}

/** Gives a shadow root the view's style sheet. */
export function adopt(root: ShadowRoot): void {
  dress(root, css);
}
