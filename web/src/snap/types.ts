// What snapping tells the views: why a dragged piece stands where it stands.

import type { Point } from "../client/index.ts";

/** A line to draw while a snap holds. */
export interface Guide {
  kind: "wall" | "neighbour" | "grid";
  from: Point;
  to: Point;
}

/** A free distance from a dragged piece to the nearest wall on one side, to draw with its length. */
export interface Ruler {
  from: Point;
  to: Point;
  /** Millimetres. */
  length: number;
}
