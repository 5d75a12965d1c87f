// Gestures of the tools that edit the room, loaded with them.

import type { Point } from "../../model/index.ts";
import type { Drag, ToolContext } from "../tools/tool.ts";
import { type Gesture, type Press, slopPx } from "./gesture-recognizer.ts";

/** Drags a handle; the drag starts after a few pixels. */
export function dragHandle({ camera, actions }: ToolContext, { at: from }: Press, drag: Drag): Gesture {
  let moved = false;
  return {
    move(at, keys) {
      if (!moved && Math.hypot(at[0] - from[0], at[1] - from[1]) < slopPx / 2) return;
      moved = true;
      const spot = camera.toPlan(at);
      actions.pointerMove(spot, keys);
      drag.to(spot, keys);
    },
    end: (cancelled) => drag.end(cancelled),
  };
}

/** Drags the reference image; a cancelled drag puts it back. */
export function dragReferenceImage(context: ToolContext, press: Press, from: Point): Gesture {
  const { referenceImage: image } = context.scene();
  const to = ([x, y]: Point) => {
    if (!image) return;
    context.actions.setReferenceImage({ ...image, x: image.x + x - from[0], y: image.y + y - from[1] });
  };
  return dragHandle(context, press, { to, end: (cancelled) => (cancelled ? to(from) : undefined) });
}
