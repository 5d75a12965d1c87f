// Before a room is left: what is on its way is given a while to be stored.

import type { Room } from "../client/index.ts";

const storedWithinMs = 3_000;
const askEveryMs = 50;

/** Changes that would be lost with the room. */
export function waiting(room: Room): number {
  return room.snapshot().status.name === "closed" ? 0 : room.pending;
}

/** Waits for moves and for what the room was not told yet. True when nothing waits any more. */
export async function stored(room: Room, moves: Promise<unknown> | undefined): Promise<boolean> {
  let moving = moves !== undefined;
  void moves?.then(() => {
    moving = false;
  });
  for (let waited = 0; waited < storedWithinMs && (moving || waiting(room) > 0); waited += askEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  return !moving && waiting(room) === 0;
}
