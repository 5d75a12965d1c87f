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

/** Returns when the view has not moved for three frames: a panel moves it in the second frame after it opens. */
export async function viewAtRest(): Promise<void> {
  const planner = document.querySelector<HomstylePlanner>("homstyle-planner");
  const view = () => String([planner?.toScreen([0, 0]), planner?.toScreen([1000, 0])]);
  for (let before = view(), same = 0; same < 3; ) {
    await new Promise(requestAnimationFrame);
    const now = view();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}
