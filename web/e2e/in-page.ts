// Functions that the Playwright tests and the engine tests run in a page. They may use only their argument.

import type { HomstylePlanner } from "../src/element/index.ts";

/** A point in the room, millimetres. */
export type Spot = readonly [x: number, y: number];

/** Returns the displayed state of the connection. */
export function status(): string | undefined {
  return document.querySelector<HTMLElement>("homstyle-planner")?.dataset.status;
}

/** Returns the screen position of a point of the room, in pixels. */
export function toScreen(spot: Spot): Spot {
  const planner = document.querySelector<HomstylePlanner>("homstyle-planner");
  if (!planner) throw new Error("There is no planner.");
  return planner.toScreen([spot[0], spot[1]]);
}
