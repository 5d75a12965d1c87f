// What the 3D view can do besides what every view can.

import type { Box } from "../geometry/index.ts";
import type { View } from "../planner/scene.ts";
import type { Caption } from "./caption.ts";

export interface View3d extends View {
  /** Walks through the room at eye height, or looks at it from outside again. */
  walk(on: boolean): void;
  /** A panel lies over this part of the picture, pixels: the whole room is shown beside it when that is asked for. */
  cover(box: Box | undefined): void;
  /** The room from where it is seen, without what is only for working in it, under its name: as PNG. */
  snapshot(caption: Caption): Promise<Blob>;
}
