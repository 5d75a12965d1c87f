// The 3D view's operations beyond those of every view.

import type { Box } from "../geometry/index.ts";
import type { FollowingView, View } from "../planner/scene.ts";
import type { Caption } from "./caption.ts";

export interface View3d extends View, FollowingView {
  /** Called when another part of the room is displayed. */
  looked: () => void;
  /** Starts or ends a walk through the room at eye height. */
  walk(on: boolean): void;
  /** Sets the part of the view that a panel covers, pixels; fitting then shows the whole room beside it. */
  cover(box: Box | undefined): void;
  /** Returns a PNG of the room from the current camera, without overlays, under a heading. */
  snapshot(caption: Caption): Promise<Blob>;
  /** Returns a PNG of 3840 × 2160 pixels from the current camera, in soft light, without overlays. */
  still(): Promise<Blob>;
}
