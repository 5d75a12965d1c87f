// Entry of the 3D view. It is a separate chunk, so that three.js is loaded only when 3D is opened.

import finishes from "../finishes/finishes.css?inline";
import type { EditableRoom } from "../planner/scene.ts";
import toolbars from "../ui/toolbars.css?inline";
import touchControls from "./first-person/touch-controls.css?inline";
import a11yList from "./input/a11y-list.css?inline";
import labels from "./overlays/labels.css?inline";
import { RoomView } from "./room-view.ts";
import type { View3d } from "./types.ts";
import view from "./view3d.css?inline";

export const sheets: readonly string[] = [view, labels, a11yList, touchControls, toolbars, finishes];

export type { View3d } from "./types.ts";

/** Creates the 3D view; throws an Error named NoWebGL where WebGL 2 isn't available. */
export function createView3d(stage: EditableRoom): View3d {
  return new RoomView(stage);
}
