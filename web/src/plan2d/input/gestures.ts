// The gestures there are. Each begins with a press and tells what was done in millimetres.

import { shortestTurn } from "../../geometry/index.ts";
import type { ViewPoint } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { ToolContext } from "../tools/tool.ts";
import { type Gesture, type Press, slopPx } from "./gesture-recognizer.ts";

/** A press that does nothing. */
export const noGesture: Gesture = { move: () => {}, end: () => {} };

/** Moves the plan; a press that stays where it is, is a tap. */
export function pan(
  { camera, looked }: Pick<ToolContext, "camera" | "looked">,
  { at: from }: Press,
  tap: (keys: Modifiers) => void,
): Gesture {
  let last = from;
  let panning = false;
  return {
    move(at) {
      if (!panning && Math.hypot(at[0] - from[0], at[1] - from[1]) < slopPx) return;
      panning = true;
      looked();
      camera.pan([at[0] - last[0], at[1] - last[1]]);
      last = at;
    },
    end(cancelled, keys) {
      if (!panning && !cancelled) tap(keys);
    },
  };
}

/** Moves furniture. */
export function dragItem({ camera, actions }: ToolContext, id: string, { at: from, keys }: Press): Gesture {
  actions.pointerDown(id, camera.toPlan(from), keys);
  return {
    move: (at, now) => actions.pointerMove(camera.toPlan(at), now),
    end: (cancelled) => actions.pointerUp(cancelled),
  };
}

/** Draws a box; tells its opposite corners, and at the end that they stand. */
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
  /** The spot that it turns around, pixels. */
  centre: ViewPoint;
  /** How it stands before, degrees; 0 for several together. */
  rotation: number;
  /** The first degree of a turn is a move that begins. */
  begin: () => void;
  turn: (degrees: number) => void;
  end: (cancelled: boolean) => void;
}

/** Turns round a spot, in steps of 15 degrees; with Alt as freely as degrees allow. */
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

/** By how much something that stands at `rotation` turns for a hand that turned by `degrees`; the short way round. */
export function turnTo(rotation: number, degrees: number, free: boolean): number {
  const step = free ? 1 : stepDegrees;
  const target = Math.round((rotation + degrees) / step) * step;
  return shortestTurn(rotation, target);
}

function angle([x, y]: ViewPoint, at: ViewPoint): number {
  return (Math.atan2(at[1] - y, at[0] - x) * 180) / Math.PI;
}
