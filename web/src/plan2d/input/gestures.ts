// The gestures on the plan. Each begins with a press.

import { shortestTurn } from "../../geometry/index.ts";
import type { ViewPoint } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { ToolContext } from "../tools/tool.ts";
import { type Gesture, type Press, slopPx } from "./gesture-recognizer.ts";

/** A gesture that does nothing. */
export const noGesture: Gesture = { move: () => {}, end: () => {} };

/** Pans the view; a press that is released without moving calls `tap`. */
export function pan(
  { camera }: Pick<ToolContext, "camera">,
  { at: from }: Press,
  tap: (keys: Modifiers) => void,
): Gesture {
  let last = from;
  let panning = false;
  return {
    move(at) {
      if (!panning && Math.hypot(at[0] - from[0], at[1] - from[1]) < slopPx) return;
      panning = true;
      camera.pan([at[0] - last[0], at[1] - last[1]]);
      last = at;
    },
    end(cancelled, keys) {
      if (!panning && !cancelled) tap(keys);
    },
  };
}

/** Drags an item. */
export function dragItem({ camera, actions }: ToolContext, id: string, { at: from, keys }: Press): Gesture {
  actions.pointerDown(id, camera.toPlan(from), keys);
  return {
    move: (at, now) => actions.pointerMove(camera.toPlan(at), now),
    end: (cancelled) => actions.pointerUp(cancelled),
  };
}

/** Draws a box: `show` gets opposite corners, at the end undefined; `done` the last one unless cancelled. */
export function marquee(
  from: ViewPoint,
  show: (box: readonly [ViewPoint, ViewPoint] | undefined) => void,
  done: (to: ViewPoint) => void,
): Gesture {
  let to = from;
  return {
    move(at) {
      to = at;
      show([from, to]);
    },
    end(cancelled) {
      show(undefined);
      if (!cancelled) done(to);
    },
  };
}

export interface Turning {
  /** The centre of the rotation, pixels of the view. */
  centre: ViewPoint;
  /** The rotation at the start, degrees; 0 for several items. */
  rotation: number;
  /** Called once, before the first call of `turn`. */
  begin: () => void;
  turn: (degrees: number) => void;
  end: (cancelled: boolean) => void;
}

/** Rotates around a centre, in steps of 15 degrees; with Alt in steps of 1 degree. */
export function rotate(from: ViewPoint, { centre, rotation, begin, turn: by, end }: Turning): Gesture {
  const start = angle(centre, from);
  let turned = 0;
  let begun = false;
  return {
    move(at, keys) {
      const wanted = turnTo(rotation, angle(centre, at) - start, keys.alt);
      if (wanted === turned) return;
      if (!begun) begin();
      begun = true;
      by(wanted - turned);
      turned = wanted;
    },
    end: (cancelled) => (begun ? end(cancelled) : undefined),
  };
}

const stepDegrees = 15;

/**
 * Returns by how many degrees to turn something at `rotation` when the pointer has turned by `degrees`, the
 * shorter way round; the new rotation is a multiple of 15 degrees unless `free`.
 */
export function turnTo(rotation: number, degrees: number, free: boolean): number {
  const step = free ? 1 : stepDegrees;
  const target = Math.round((rotation + degrees) / step) * step;
  return shortestTurn(rotation, target);
}

function angle([x, y]: ViewPoint, at: ViewPoint): number {
  return (Math.atan2(at[1] - y, at[0] - x) * 180) / Math.PI;
}
