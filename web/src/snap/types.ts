import type { Place, Plan, Point } from "../model/index.ts";

// What snapping works with, and what it tells the views: why a dragged piece stands where it stands.

/** Millimetres of floor, as a piece stands unturned. */
export interface Footprint {
  width: number;
  depth: number;
}

/** A piece that is being moved. */
export interface Moving {
  place: Place;
  size: Footprint;
}

/** A piece where it stands. */
export interface Standing extends Moving {
  id: string;
}

export type Shell = Pick<Plan, "outline" | "walls">;

/**
 * How a single piece turns at a wall: `flush` sets a slightly skewed side straight, `away` also
 * never faces the wall, `back` always has its back to it.
 */
export type Turning = "flush" | "away" | "back";

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

/** One way to snap: how far along one axis, or along a wall's normal, and why. */
export interface Pull {
  by: number;
  guide: Guide;
}
