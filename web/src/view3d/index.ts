// The 3D view's door. It is a chunk of its own: nobody loads three.js who doesn't ask for 3D.

import type { Box } from "../geometry/index.ts";
import type { EditableRoom, View } from "../planner/scene.ts";
import type { Caption } from "./caption.ts";
import { RoomView } from "./room-view.ts";
import css from "./view3d.css?inline";

export interface View3d extends View {
  /** Walks through the room at eye height, or looks at it from outside again; `element` fires `walk` when either begins. */
  walk(on: boolean): void;
  /** A panel lies over this part of the picture, pixels: the whole room is shown beside it when that is asked for. */
  cover(box: Box | undefined): void;
  /** The room from where it is seen, without what is only for working in it, under its name: as PNG. */
  snapshot(caption: Caption): Promise<Blob>;
}

/** Throws an Error named NoWebGL where WebGL 2 can't be had. */
export function createView3d(stage: EditableRoom): View3d {
  return new RoomView(stage);
}

let sheet: CSSStyleSheet | undefined;

/** Gives a shadow root the view's style sheet, once. */
export function adopt(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
