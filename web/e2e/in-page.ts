// What both the Playwright tests and the engine tests run in a page. A function sees nothing
// from outside but its argument.

import type { HomstylePlanner } from "../src/element/index.ts";

/** A spot in the room, millimetres. */
export type Spot = readonly [x: number, y: number];

/** The connection, as the page shows it. */
export function status(): string | undefined {
  return document.querySelector<HTMLElement>("homstyle-planner")?.dataset.status;
}

/** Where a spot of the room is on the screen, in pixels. */
export function toScreen(spot: Spot): Spot {
  const planner = document.querySelector<HomstylePlanner>("homstyle-planner");
  if (!planner) throw new Error("There is no planner.");
  return planner.toScreen([spot[0], spot[1]]);
}
