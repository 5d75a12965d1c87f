import type { Place, Plan, Point } from "../model/index.ts";

// Types of snapping: its input, and the guides that views draw.

/** Floor size of an item without rotation, millimetres. */
export interface Footprint {
  width: number;
  depth: number;
}

/** An item that is being moved. */
export interface Moving {
  place: Place;
  size: Footprint;
}

/** An item of the room. */
export interface Standing extends Moving {
  id: string;
}

export type Shell = Pick<Plan, "outline" | "walls">;

/**
 * How a single item turns at a wall: `flush` straightens a slightly skewed side, `away` also turns an item
 * round that faces the wall, `back` always turns its back to the wall. `hang` moves it onto the nearest wall,
 * however far that is.
 */
export type Turning = "flush" | "away" | "back" | "hang";

/** A line to draw while an item is snapped. */
export interface Guide {
  kind: "wall" | "neighbour" | "grid";
  from: Point;
  to: Point;
}

/** The distance from a dragged item or group to the nearest wall on one side, to draw with its length. */
export interface Ruler {
  from: Point;
  to: Point;
  /** Millimetres. */
  length: number;
}

/** A possible snap: the step along an axis or a wall's normal (millimetres), and the guide that shows why. */
export interface Pull {
  by: number;
  guide: Guide;
}
